"""A case on one page, its papers, and the steps officials take with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.capabilities.services.actions import record_finding
from eroba.capabilities.services.actions.steps import Overtaken
from eroba.capabilities.services.forms.desk import FindingForm, StepForm
from eroba.capabilities.services.queries.case_file import CaseFile, case_file
from eroba.capabilities.services.views.desk.addresses import desk_address, staff_only
from eroba.capabilities.services.views.desk.case_page import case_page
from eroba.capabilities.services.views.desk.case_work import CASE_WORK
from eroba.capabilities.services.views.desk.conflict import conflict_page
from eroba.capabilities.services.views.desk.noting import note_look, was_done
from eroba.capabilities.services.views.desk.step import Step
from eroba.capabilities.services.views.desk.steps import FINDING, STEPS
from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.documents.downloads import file_response
from eroba.kernel.people.queries import actor_for


@never_cache
@staff_only
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show a case: what we know and from where, what is to be done now and by whom, what happened."""
    by, file = _opened(request, number)
    note_look(by, file.case)
    return _page(request, by, file, {})


@never_cache
@staff_only
@require_safe
def paper(request: HttpRequest, number: str, paper_id: UUID) -> HttpResponse:
    """Hand out a paper of a case as a download; the look is written down."""
    by, file = _opened(request, number)
    found = next((one for one in file.papers if one.pk == paper_id), None)
    if found is None:
        raise NotFound(_("There is no such paper in this application."))
    note_look(by, file.case)
    return file_response(found.file)


@never_cache
@staff_only
@require_safe
def opinion_paper(request: HttpRequest, number: str, opinion_id: UUID) -> HttpResponse:
    """Hand out the paper that came with an opinion; the look is written down."""
    by, file = _opened(request, number)
    found = next((one for one in file.opinions if one.pk == opinion_id and one.file), None)
    if found is None or found.file is None:
        raise NotFound(_("There is no such paper in this application."))
    note_look(by, file.case)
    return file_response(found.file)


@never_cache
@staff_only
@require_POST
def take_step(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Do one step with a case; a refusal brings the page back with what was typed."""
    by, file = _opened(request, number)
    step, form = _step_and_form(request, file, code)
    if not form.is_valid():
        return _page(request, by, file, {code: form}, status=422)
    edition = form.cleaned_data["edition"]
    try:
        _act(by, file, step, form)
    except Refusal as refusal:
        if was_done(by, file.case, step.journal, edition):
            messages.info(request, _("This was already done a moment ago."))
            return _back(request, number)
        fresh = case_file(number, by.account_id)
        if isinstance(refusal, Overtaken) or fresh.case.edition != edition:
            shown = conflict_page(request, by, fresh, step, form)
            return render(request, "services/desk/conflict.html", shown, status=409)
        form.add_error(None, str(refusal.message))
        return _page(request, by, fresh, {code: form}, status=refusal.status, refusal=refusal)
    messages.success(request, str(step.said))
    return _back(request, number)


def _opened(request: HttpRequest, number: str) -> tuple[Actor, CaseFile]:
    by = actor_for(request)
    return by, case_file(number, by.account_id)


def _act(by: Actor, file: CaseFile, step: Step, form: StepForm) -> None:
    said = form.cleaned_data
    if isinstance(form, FindingForm):
        record_finding(
            by,
            case=file.case,
            edition=said["edition"],
            fact_code=form.asked.code,
            value=form.value(),
            because=said["because"],
        )
        return
    step.act(by, file, said)


def _step_and_form(request: HttpRequest, file: CaseFile, code: str) -> tuple[Step, StepForm]:
    if code == FINDING.code:
        facts = {fact.code: fact for fact in file.service.decision.facts}
        fact = facts.get(request.POST.get("fact", ""))
        if fact is None:
            raise NotFound(_("The service asks for no such fact."))
        return FINDING, FindingForm(file, code, request.POST, fact=fact)
    step = STEPS.get(code) or CASE_WORK.get(code)
    if step is None:
        raise NotFound(_("There is no such step."))
    return step, step.form(file, code, request.POST, request.FILES)


def _back(request: HttpRequest, number: str) -> HttpResponse:
    return HttpResponseRedirect(desk_address(request, "case", number=number))


def _page(
    request: HttpRequest,
    by: Actor,
    file: CaseFile,
    typed: Mapping[str, StepForm],
    *,
    status: int = 200,
    refusal: Refusal | None = None,
) -> HttpResponse:
    shown: dict[str, Any] = case_page(request, by, file, typed)
    shown["form"] = next(iter(typed.values()), None)
    shown["verdict"] = getattr(refusal, "verdict", None)
    return render(request, "services/desk/case_file.html", shown, status=status)
