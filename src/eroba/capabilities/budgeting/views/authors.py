"""A project for its author: proposed, answered for, merged with another or not, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.budgeting import actions, pages, queries, rules, showing
from eroba.capabilities.budgeting.actions.proposing import ProjectDraft
from eroba.capabilities.budgeting.forms import AnswerForm, BecauseForm, ProposalForm
from eroba.capabilities.budgeting.models import Merger, Project, Round
from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.documents.actions import keep_upload
from eroba.kernel.people.doors import person_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Crumb


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, number: str) -> HttpResponse:
    """Propose a project."""
    by, found = actor_for(request), pages.found_or_refuse(number)
    pages.require(rules.may_propose(by, found))
    form = ProposalForm(found, request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            made = _propose(by, found, form)
            messages.success(request, _("Thank you. Everybody can read your project now."))
            return redirect(pages.href_of(request, "own", number=made.matter.number))
        except Refusal as problem:
            form.add_error(None, str(problem))
    context = {
        "form": form,
        "round": found,
        "crumbs": pages.crumbs_to(request, pages.crumb_of(request, found), Crumb(_("Propose a project"))),
    }
    return render(request, "budgeting/propose.html", context, status=422 if form.errors else 200)


def _propose(by: Actor, found: Round, form: ProposalForm) -> Project:
    typed = dict(form.cleaned_data)
    upload = typed.pop("photo")
    photo = keep_upload(by, upload=upload) if upload else None
    typed["area"] = form.areas[typed["area"]]
    typed["settlement"] = form.places.get(typed["settlement"])
    return actions.propose_project(by, round=found, draft=ProjectDraft(photo=photo, **typed))


@never_cache
@person_required
@require_http_methods(["GET", "HEAD"])
def own(request: HttpRequest, number: str) -> HttpResponse:
    """A project as its author sees it, with what they can do now."""
    by, found = actor_for(request), _own_or_refuse(request, number)
    return _own_page(request, by, found)


def _own_page(
    request: HttpRequest, by: Actor, found: Project, form: Any = None, status: int = 200
) -> HttpResponse:
    hrefs = {
        f"{act}_href": pages.href_of(request, act, number=found.matter.number)
        for act in ("answer", "withdraw")
    }
    mergers = [one for one in queries.open_mergers_of(found) if rules.may_answer_merger(by, one)]
    context = {
        "project": found,
        "shape": pages.SHAPES[pages.State(found.state)],
        "findings": showing.findings_of(found),
        "mergers": [(one, _other(one, found), _has_agreed(one, found)) for one in mergers],
        "merger_href": pages.href_of(request, "merger", number=found.matter.number),
        "answer_form": form if isinstance(form, AnswerForm) else AnswerForm(initial={"answer": found.answer}),
        "because_form": form if isinstance(form, BecauseForm) else BecauseForm(),
        "form": form,
        "may_answer": bool(rules.may_answer_findings(by, found)) and bool(found.findings.all()),
        "may_withdraw": bool(rules.may_withdraw_project(by, found)),
        "public_href": pages.href_of(request, "project", number=found.matter.number),
        "crumbs": pages.crumbs_to(request, pages.crumb_of(request, found.round), Crumb(found.title)),
        **hrefs,
    }
    return render(request, "budgeting/own.html", context, status=status)


@never_cache
@person_required
@require_http_methods(["POST"])
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Answer what the town hall found out."""
    return _act(request, number, AnswerForm(request.POST), actions.answer_findings)


@never_cache
@person_required
@require_http_methods(["POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the project back."""
    return _act(request, number, BecauseForm(request.POST), actions.withdraw_project)


def _act(request: HttpRequest, number: str, form: Any, act: Any) -> HttpResponse:
    by, found = actor_for(request), _own_or_refuse(request, number)
    if form.is_valid():
        try:
            act(by, project=found, **form.cleaned_data)
            return redirect(pages.href_of(request, "own", number=number))
        except Refusal as problem:
            form.add_error(None, str(problem))
    return _own_page(request, by, found, form, status=422)


@never_cache
@person_required
@require_http_methods(["POST"])
def merger(request: HttpRequest, number: str) -> HttpResponse:
    """Say yes or no to becoming one with another project."""
    by, found = actor_for(request), _own_or_refuse(request, number)
    wanted = request.POST.get("merger", "")
    offer = next((one for one in queries.open_mergers_of(found) if str(one.pk) == wanted), None)
    if offer is None:
        raise NotFound(_("This offer does not stand any more."))
    actions.answer_merger(by, merger=offer, agrees=request.POST.get("agrees") == "yes")
    return redirect(pages.href_of(request, "own", number=number))


def _own_or_refuse(request: HttpRequest, number: str) -> Project:
    found = pages.project_or_refuse(number)
    if not rules.is_author(actor_for(request), found):
        raise NotFound(_("There is no project of yours with the number %(number)s.") % {"number": number})
    return found


def _other(offer: Merger, mine: Project) -> Project:
    return offer.joined if offer.kept_id == mine.pk else offer.kept


def _has_agreed(offer: Merger, mine: Project) -> bool:
    return bool(offer.kept_agreed_at if offer.kept_id == mine.pk else offer.joined_agreed_at)
