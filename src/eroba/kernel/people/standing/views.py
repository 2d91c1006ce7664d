"""For whom one acts: choosing, asking, trusting, accepting and ending, in one town."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.kernel.actions import Actor, LevelTooLow, NotAllowed
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import person_required
from eroba.kernel.people.queries import actor_for, actor_here, choose_acting
from eroba.kernel.people.standing import actions, forms, queries, rules
from eroba.kernel.people.standing.asking import ask_with_paper
from eroba.kernel.people.standing.models import Representation
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.dates import in_words, moment_in_words

MOST_DEEDS = 50


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this room in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"standing:{route}", kwargs={"municipality": town, **named})


def oneself(request: HttpRequest) -> Actor:
    """The signed-in human, whoever they act for just now."""
    return actor_here(request)


@never_cache
@person_required
@require_safe
def chooser(request: HttpRequest) -> HttpResponse:
    """For whom one can act, who acts for one, and what is offered."""
    by = oneself(request)
    chosen = actor_for(request).acting
    held = list(queries.held_by(by.person_id)) if by.person_id else []
    context = {
        "held": [
            (one, rules.holds_on(one, today()), bool(chosen and chosen.representation_id == one.pk))
            for one in held
        ],
        "over": list(queries.over(by.person_id)) if by.person_id else [],
        "offers": list(queries.offered_to(request.user.email)),
        "is_acting": chosen is not None,
        "ask_href": href_of(request, "ask"),
        "trust_href": href_of(request, "trust"),
    }
    return render(request, "people/standing/chooser.html", context)


@never_cache
@person_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """From now on act for somebody, or for oneself again."""
    chosen = request.POST.get("representation", "")
    if not chosen:
        choose_acting(request, None)
        messages.success(request, _("You act for yourself again."))
        return redirect(href_of(request, "chooser"))
    found = _found(chosen)
    verdict = rules.may_act_for(oneself(request), found)
    if not verdict:
        raise NotAllowed(verdict)
    choose_acting(request, found.pk)
    return redirect(f"/{request.LANGUAGE_CODE}/{request.municipality.slug}/")  # type: ignore[attr-defined]


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask to act for somebody."""
    form = forms.AskForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            asked = ask_with_paper(
                oneself(request),
                basis=form.cleaned_data["basis"],
                claim=form.claim,
                span=form.span,
                file=form.cleaned_data["paper"],
            )
        except LevelTooLow:
            raise
        except Refusal as problem:
            form.add_error(None, str(problem))
        else:
            is_held = asked.state == Representation.State.HOLDS
            messages.success(
                request, _("The register confirmed it.") if is_held else _("An official looks at it now.")
            )
            return redirect(href_of(request, "chooser"))
    return _form_page(request, form, _("Act for somebody else"), _("Ask"))


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def trust(request: HttpRequest) -> HttpResponse:
    """Trust somebody to act for oneself."""
    form = forms.TrustForm(request.POST or None)
    if form.is_valid():
        try:
            actions.offer_trust(oneself(request), email=form.cleaned_data["email"], span=form.span)
        except LevelTooLow:
            raise
        except Refusal as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, _("Once they accept, they can act for you. You can end it at any time.")
            )
            return redirect(href_of(request, "chooser"))
    return _form_page(request, form, _("Let somebody act for you"), _("Offer"))


@never_cache
@person_required
@require_POST
def accept(request: HttpRequest, representation: UUID) -> HttpResponse:
    """Take up offered trust."""
    actions.accept_trust(oneself(request), representation=_found(representation))
    messages.success(request, _("You can act for this person now."))
    return redirect(href_of(request, "chooser"))


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, representation: UUID) -> HttpResponse:
    """One representation for one of the two: how far it reaches, what was done by it, and ending it."""
    found, by = _found(representation), oneself(request)
    if by.person_id not in (found.represented_id, found.representative_id):
        raise NotFound(_("There is no such representation here."))
    if request.method == "POST":
        actions.end_representation(by, representation=found)
        messages.success(request, _("It has ended. What was done until now stays."))
        return redirect(href_of(request, "chooser"))
    rows = [
        Row((moment_in_words(deed.at), words_of(deed.action), deed.subject_number or "–"))
        for deed in queries.deeds_of(found)[:MOST_DEEDS]
    ]
    context = {
        "one": found,
        "may_end": rules.may_end(by, found),
        "since": in_words(found.from_on),
        "deeds": Table(_("What was done"), (Column(_("When")), Column(_("What")), Column(_("Number"))), rows),
        "has_deeds": bool(rows),
        "back_href": href_of(request, "chooser"),
    }
    return render(request, "people/standing/one.html", context)


def words_of(action: str) -> str:
    """What an act is called on a page; the name in the journal when it has no words."""
    known = {
        "services.start_draft": _("began an application"),
        "services.save_page": _("filled in a page"),
        "services.add_draft_paper": _("added a paper"),
        "services.submit_application": _("sent an application"),
        "services.supply_missing_paper": _("sent a missing paper"),
        "services.lodge_appeal": _("appealed"),
        "services.withdraw_application": _("withdrew an application"),
        "services.discard_draft": _("threw a draft away"),
    }
    return known.get(action, action)


def _found(representation: UUID | str) -> Representation:
    try:
        return queries.representation_of_id(UUID(str(representation)))
    except ValueError:
        raise NotFound(_("There is no such representation here.")) from None


def _form_page(request: HttpRequest, form: Any, title: str, words: str) -> HttpResponse:
    context = {"form": form, "title": title, "words": words, "back_href": href_of(request, "chooser")}
    return render(request, "people/standing/form.html", context, status=422 if form.errors else 200)
