"""Promises at the desk: what is due first on top, a new promise, and the acts on one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from eroba.kernel.actions import Actor, NotAllowed, Verdict
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.matters.queries import matter_by_number, visible_matters
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.dates import day_and_month
from eroba.kernel.undertakings import actions, forms, rules
from eroba.kernel.undertakings.models import Standing, Undertaking, Words
from eroba.kernel.undertakings.queries import undertakings
from eroba.kernel.undertakings.views import found_or_refuse, href_of

Perform = Callable[[Actor, Undertaking, Any], object]
MOST_ROWS = 200


@dataclass(frozen=True)
class Act:
    """Something an official can do with a promise: its words, its form, its rule and the action behind it."""

    title: str | Promise
    form: type[django_forms.Form]
    may: Callable[[Actor, Undertaking], Verdict]
    perform: Perform


def _answer(by: Actor, undertaking: Undertaking, form: Any) -> None:
    typed = form.cleaned_data
    actions.answer(by, undertaking=undertaking, words=Words(typed["words_ka"], typed["words_en"]))


def _keep(by: Actor, undertaking: Undertaking, form: Any) -> None:
    typed = form.cleaned_data
    lines = range(1, forms.EVIDENCE_LINES + 1)
    drafts = [actions.EvidenceDraft(typed[f"title_{n}"], typed[f"address_{n}"]) for n in lines]
    given = [draft for draft in drafts if draft.title or draft.address]
    actions.mark_kept(by, undertaking=undertaking, evidence=given, on=typed["on"])


def _postpone(by: Actor, undertaking: Undertaking, form: Any) -> None:
    actions.postpone(by, undertaking=undertaking, due_on=form.cleaned_data["due_on"], reason=form.reason)


def _break(by: Actor, undertaking: Undertaking, form: Any) -> None:
    actions.mark_broken(by, undertaking=undertaking, reason=form.reason)


def _replace(by: Actor, undertaking: Undertaking, form: Any) -> None:
    typed = form.cleaned_data
    text = Words(typed["text_ka"], typed["text_en"])
    actions.replace(by, undertaking=undertaking, text=text, due_on=typed["due_on"], reason=form.reason)


ACTS = {
    "answer": Act(gettext_lazy("Say how it stands"), forms.AnswerForm, rules.may_answer, _answer),
    "keep": Act(gettext_lazy("Show that it was kept"), forms.KeptForm, rules.may_mark_kept, _keep),
    "postpone": Act(gettext_lazy("Put it off"), forms.PostponeForm, rules.may_postpone, _postpone),
    "replace": Act(
        gettext_lazy("Replace it by another promise"), forms.ReplaceForm, rules.may_replace, _replace
    ),
    "give-up": Act(
        gettext_lazy("Say that it will not be kept"), forms.ReasonForm, rules.may_mark_broken, _break
    ),
}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Promises under way, what is due first on top."""
    _require(rules.may_keep_undertakings(actor_for(request)))
    rows = [
        Row(
            (str(u.text), str(u.promised_by), day_and_month(u.due_on), str(u.standing().label)),
            href_of(request, "desk_detail", number=u.matter.number),
        )
        for standing in (Standing.LATE, Standing.OPEN)
        for u in undertakings(str(standing))[:MOST_ROWS]
    ]
    columns = (Column(_("Promise")), Column(_("Who")), Column(_("Due")), Column(_("State")))
    table = Table(_("Promises under way"), columns, rows, keyboard=True, caption_hidden=True)
    context = {"table": table, "new_href": href_of(request, "desk_new"), "has_rows": bool(rows)}
    return render(request, "undertakings/desk_list.html", context)


@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One promise with what this official may do now."""
    by, found = actor_for(request), found_or_refuse(number)
    _require(rules.may_keep_undertakings(by))
    ways = [
        (act.title, href_of(request, "desk_act", number=number, act=name))
        for name, act in ACTS.items()
        if act.may(by, found)
    ]
    context = {
        "undertaking": found,
        "standing": found.standing(),
        "ways": ways,
        "list_href": href_of(request, "desk"),
        "public_href": href_of(request, "detail", number=number),
    }
    return render(request, "undertakings/desk_detail.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down a new promise."""
    by = actor_for(request)
    _require(rules.may_promise(by))
    form = forms.PromiseForm(request.POST or None)
    if form.is_valid():
        try:
            made = _promise(by, form)
            return redirect(href_of(request, "desk_detail", number=made.matter.number))
        except Refusal as problem:
            form.add_error("arose_from" if isinstance(problem, NotFound) else None, str(problem))
    return _form_page(request, form, _("Write down a promise"), href_of(request, "desk"))


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """One act on one promise, as a form."""
    by, found = actor_for(request), found_or_refuse(number)
    _require(rules.may_keep_undertakings(by))
    chosen = ACTS.get(act)
    if chosen is None:
        raise NotFound(_("There is no such act."))
    _require(chosen.may(by, found))
    form = chosen.form(request.POST or None)
    if form.is_valid():
        try:
            chosen.perform(by, found, form)
            return redirect(href_of(request, "desk_detail", number=number))
        except Refusal as problem:
            form.add_error(None, str(problem))
    back = href_of(request, "desk_detail", number=number)
    return _form_page(request, form, str(chosen.title), back, about=str(found.text))


def _promise(by: Actor, form: forms.PromiseForm) -> Undertaking:
    typed = form.cleaned_data
    source = matter_by_number(typed["arose_from"]) if typed["arose_from"] else None
    if typed["arose_from"] and (source is None or not visible_matters(by).filter(pk=source.pk).exists()):
        raise NotFound(_("There is no such matter here."))
    return actions.promise(
        by,
        text=Words(typed["text_ka"], typed["text_en"]),
        promised_by=Words(typed["promised_by_ka"], typed["promised_by_en"]),
        due_on=typed["due_on"],
        arose_from=source,
    )


def _form_page(request: HttpRequest, form: Any, title: str, back: str, about: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "back_href": back, "about": about}
    return render(request, "undertakings/desk_form.html", context)


def _require(verdict: Verdict) -> None:
    if not verdict:
        raise NotAllowed(verdict)
