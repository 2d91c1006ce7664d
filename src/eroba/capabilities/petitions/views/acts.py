"""The acts of officials on a petition, each as one form on a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from eroba.capabilities.petitions import actions, asking, desk_forms, pages, rules
from eroba.capabilities.petitions.actions.council import Words
from eroba.capabilities.petitions.actions.guarding import InCommon
from eroba.capabilities.petitions.models import Check, Invalidation, Petition, TownRule
from eroba.kernel.actions import Actor, Verdict, refuse
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for

Perform = Callable[[Actor, Petition, Any], str | None]


@dataclass(frozen=True)
class Act:
    """Something an official can do: its words, its form, its rule, the action behind it, what follows."""

    title: str | Promise
    form: type[django_forms.Form]
    may: Callable[[Actor, Petition], Verdict]
    perform: Perform
    button: str | Promise
    lead: str | Promise = ""


def _open(by: Actor, petition: Petition, form: Any) -> None:
    actions.open_petition(by, petition=petition)


def _refuse(by: Actor, petition: Petition, form: Any) -> None:
    actions.refuse_petition(by, petition=petition, **form.cleaned_data)


def _release(by: Actor, petition: Petition, form: Any) -> None:
    actions.release_held(by, petition=petition, because=form.cleaned_data["because"])


def _strike(by: Actor, petition: Petition, form: Any) -> str | None:
    typed = form.cleaned_data
    hours = typed["hours"]
    in_common = InCommon(
        network_hash=typed["network"].strip(),
        contact=typed["contact"].strip(),
        from_at=now() - timedelta(hours=hours) if hours else None,
        until_at=now() if hours else None,
    )
    if typed["is_sure"]:
        actions.strike_out(by, petition=petition, in_common=in_common, because=typed["because"])
        return None
    count = in_common.found(petition).count()
    return _("This would strike out %(count)s signatures. Nothing is done yet.") % {"count": count}


def _begin(by: Actor, petition: Petition, form: Any) -> None:
    typed = form.cleaned_data
    check = actions.begin_check(
        by, petition=petition, method=typed["method"], sample_size=typed["sample_size"] or 0
    )
    if check.method == Check.Method.WHOLE:
        asking.ask_register(by, check)


def _seed(by: Actor, petition: Petition, form: Any) -> None:
    check = _open_check(petition)
    actions.publish_seed(by, check=check, seed=form.cleaned_data["seed"])


def _ask(by: Actor, petition: Petition, form: Any) -> str | None:
    silent = asking.ask_register(by, _open_check(petition))
    return (
        _("The register gave no answer about %(count)s. Try later.") % {"count": silent} if silent else None
    )


def _finish(by: Actor, petition: Petition, form: Any) -> None:
    actions.finish_check(by, check=_open_check(petition))


def _refer(by: Actor, petition: Petition, form: Any) -> None:
    actions.refer_petition(by, petition=petition, **form.cleaned_data)


def _answer(by: Actor, petition: Petition, form: Any) -> None:
    actions.answer_petition(by, petition=petition, words=_words(form))


def _decide(by: Actor, petition: Petition, form: Any) -> None:
    outcome = form.cleaned_data["outcome"]
    actions.note_decision(by, petition=petition, outcome=outcome, words=_words(form))


def _words(form: Any) -> Words:
    return Words(form.cleaned_data["words_ka"], form.cleaned_data["words_en"])


def _open_check(petition: Petition) -> Check:
    found = petition.checks.select_related("petition__matter").filter(finished_at=None).first()
    if found is None:
        raise NotFound(_("No check is under way."))
    return found


def _under_way(petition: Petition) -> Check | None:
    """The check without a result; read whole, because a page asks several of these rules and may have read them."""
    return next((check for check in petition.checks.all() if check.finished_at is None), None)


def _waits_for_seed(check: Check | None) -> bool:
    return check is not None and check.method == Check.Method.SAMPLE and not check.seed


def _may_go_on(by: Actor, petition: Petition) -> Verdict:
    if not (allowed := rules.may_check_signatures(by, petition)):
        return allowed
    check = _under_way(petition)
    is_begun = check is not None and not _waits_for_seed(check)
    return allowed if is_begun else refuse(_("No check is under way."))


def _may_seed(by: Actor, petition: Petition) -> Verdict:
    if not (allowed := rules.may_check_signatures(by, petition)):
        return allowed
    waits = _waits_for_seed(_under_way(petition))
    return allowed if waits else refuse(_("No sample waits for a seed."))


def _may_begin(by: Actor, petition: Petition) -> Verdict:
    if not (allowed := rules.may_check_signatures(by, petition)):
        return allowed
    return refuse(_("A check is under way already.")) if _under_way(petition) else allowed


ACTS = {
    "open": Act(
        _("Open it for signatures"),
        desk_forms.ConfirmForm,
        rules.may_judge_opening,
        _open,
        _("Open the petition"),
        _("It becomes public at once, with the threshold worked out from the voter roll."),
    ),
    "refuse": Act(
        _("Do not open it"), desk_forms.RefusalForm, rules.may_judge_opening, _refuse, _("Send the refusal")
    ),
    "release": Act(
        _("Let signatures held back count"),
        desk_forms.BecauseForm,
        rules.may_work_on_signatures,
        _release,
        _("Let them count"),
        _("Signatures are held back when too many come from one place in a few minutes."),
    ),
    "strike": Act(
        _("Strike out signatures that are not genuine"),
        desk_forms.StrikeForm,
        rules.may_work_on_signatures,
        _strike,
        _("Go on"),
        _("Paper is never struck out here. How many and that it was done is public; it can be taken back."),
    ),
    "check": Act(
        _("Check the signatures"), desk_forms.CheckForm, _may_begin, _begin, _("Fix the list and begin")
    ),
    "seed": Act(
        _("Publish the seed"),
        desk_forms.SeedForm,
        _may_seed,
        _seed,
        _("Publish it"),
        _("The list is fixed. Once published the seed never changes, and anybody can draw the same sample."),
    ),
    "ask": Act(
        _("Ask the register now"),
        desk_forms.ConfirmForm,
        _may_go_on,
        _ask,
        _("Ask the register"),
        _("The worker asks by itself each minute as well."),
    ),
    "finish": Act(
        _("Say the result of the check"), desk_forms.ConfirmForm, _may_go_on, _finish, _("Say the result")
    ),
    "refer": Act(
        _("Hand it to the council"), desk_forms.ReferForm, rules.may_refer, _refer, _("Hand it over")
    ),
    "answer": Act(_("Answer it"), desk_forms.AnswerForm, rules.may_answer, _answer, _("Publish the answer")),
    "decide": Act(
        _("Write down the decision"),
        desk_forms.DecisionForm,
        rules.may_note_decision,
        _decide,
        _("Publish the decision"),
    ),
}


def ways_for(request: HttpRequest, by: Actor, found: Petition) -> list[tuple[str | Promise, str]]:
    """The acts open to this official now, with their addresses."""
    number = found.matter.number
    return [
        (act.title, pages.href_of(request, "desk_act", number=number, act=name))
        for name, act in ACTS.items()
        if act.may(by, found)
    ]


@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """One act on one petition, as a form."""
    by, found, chosen = actor_for(request), pages.found_or_refuse(number), ACTS.get(act)
    if chosen is None:
        raise NotFound(_("There is no such act."))
    pages.require(chosen.may(by, found))
    form = chosen.form(request.POST if request.method == "POST" else None)
    back, said = pages.href_of(request, "desk_detail", number=number), ""
    if form.is_valid():
        try:
            said = chosen.perform(by, found, form) or ""
            if not said:
                return redirect(back)
        except Refusal as problem:
            form.add_error(None, str(problem))
    context = {"form": form, "act": chosen, "back_href": back, "about": found.title, "said": said}
    return render(request, "petitions/desk_form.html", context, status=422 if form.errors else 200)


@role_required(*rules.STAFF)
@require_http_methods(["POST"])
def undo(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """Let signatures that were struck out together count again."""
    made = Invalidation.objects.select_related("petition__matter").filter(pk=key).first()
    if made is None or made.petition.matter.number != number:
        raise NotFound(_("There is no such act."))
    actions.undo_striking(actor_for(request), invalidation=made)
    messages.success(request, _("They count again."))
    is_open = made.petition.state == Petition.State.COLLECTING
    return redirect(pages.href_of(request, "desk_detail" if is_open else "came_in", number=number))


@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest) -> HttpResponse:
    """What holds for petitions in this town from a day on."""

    def perform(by: Actor, form: Any) -> None:
        actions.set_rule(by, rule=TownRule(**form.cleaned_data))

    return _town_form(request, desk_forms.RuleForm, perform, _("Set the rule for petitions"))


@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: HttpRequest) -> HttpResponse:
    """The count of the voter roll from which thresholds are worked out."""

    def perform(by: Actor, form: Any) -> None:
        actions.set_roll_count(by, **form.cleaned_data)

    return _town_form(request, desk_forms.RollForm, perform, _("Enter the count of the voter roll"))


def _town_form(
    request: HttpRequest, kind: type[django_forms.Form], perform: Callable[[Actor, Any], None], title: str
) -> HttpResponse:
    by, back = actor_for(request), pages.href_of(request, "desk")
    pages.require(rules.may_set_rule(by))
    form = kind(request.POST or None)
    if form.is_valid():
        try:
            perform(by, form)
            return redirect(back)
        except Refusal as problem:
            form.add_error(None, str(problem))
    shown = Act(title, kind, lambda by, petition: rules.may_set_rule(by), lambda *_all: None, _("Save"))
    context = {"form": form, "act": shown, "back_href": back}
    return render(request, "petitions/desk_form.html", context, status=422 if form.errors else 200)
