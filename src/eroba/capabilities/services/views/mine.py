"""My application: where it stands and why, what is waited for, papers, appeal. Only for its applicant."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.services import actions, rules
from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.forms.writing import AppealForm, PapersForm, SeenForm
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.queries.cases import case_by_number, cases_for
from eroba.capabilities.services.queries.drafts import drafts_for
from eroba.capabilities.services.views.application_page import application_page, case_cards, draft_cards
from eroba.kernel.actions import Actor, Verdict, allow
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.documents.downloads import own_file_response
from eroba.kernel.documents.preparing import receive_upload
from eroba.kernel.documents.uploads import AcceptedUpload, UploadRefused
from eroba.kernel.people.doors import person_required
from eroba.kernel.people.queries import actor_for


@never_cache
@person_required
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """Everything one has sent to this town or begun."""
    by = actor_for(request)
    shown = {
        "drafts": draft_cards(request, drafts_for(by)),
        "cases": case_cards(request, cases_for(by)),
        "catalogue_href": town_address(request, "services:catalogue"),
    }
    return render(request, "services/applications.html", shown)


@never_cache
@person_required
@require_safe
def application(request: HttpRequest, number: str) -> HttpResponse:
    """One application: timeline, clock, what is waited for, papers."""
    by, case = _mine(request, number)
    return render(request, "services/application.html", application_page(request, by, case))


@never_cache
@person_required
@require_safe
def received(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt: number, due date, a code to come back with."""
    by, case = _mine(request, number)
    return render(request, "services/received.html", application_page(request, by, case, with_code=True))


@never_cache
@person_required
@require_safe
def paper(request: HttpRequest, number: str, paper_id: UUID) -> HttpResponse:
    """A paper or letter of one's own application, as a download."""
    _by, case = _mine(request, number)
    found = case.papers.select_related("file").filter(pk=paper_id).first()
    if found is None:
        raise NotFound(_("There is no such paper in this application."))
    return own_file_response(found.file)


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def supply_papers(request: HttpRequest, number: str) -> HttpResponse:
    """Send the paper that is missing."""
    by, case = _mine(request, number)
    form = PapersForm(request.POST or None, request.FILES or None, initial={"edition": case.edition})
    if request.method == "POST" and form.is_valid():
        uploads = _uploads(request, form)
        if not form.errors:
            return _tried(
                request, case, form, "services/supply_papers.html", _("Thank you. We have the paper and go on."),
                lambda: actions.supply_missing_paper(
                    by, case=case, edition=form.cleaned_data["edition"], uploads=uploads
                ),
            )  # fmt: skip
    verdict = rules.may_supply_missing_paper(by, case)
    return _written(request, case, form, "services/supply_papers.html", verdict)


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, number: str) -> HttpResponse:
    """Appeal against the decision."""
    by, case = _mine(request, number)
    form = AppealForm(request.POST or None, initial={"edition": case.edition})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _tried(
            request, case, form, "services/appeal.html", _("We have your appeal."),
            lambda: actions.lodge_appeal(by, case=case, edition=said["edition"], text=said["text"]),
        )  # fmt: skip
    return _written(request, case, form, "services/appeal.html", rules.may_lodge_appeal(by, case))


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the application back."""
    by, case = _mine(request, number)
    form = SeenForm(request.POST or None, initial={"edition": case.edition})
    if request.method == "POST" and form.is_valid():
        return _tried(
            request, case, form, "services/withdraw.html", _("You have withdrawn the application."),
            lambda: actions.withdraw_application(by, case=case, edition=form.cleaned_data["edition"]),
        )  # fmt: skip
    return _written(request, case, form, "services/withdraw.html", rules.may_withdraw(by, case))


def _mine(request: HttpRequest, number: str) -> tuple[Actor, Case]:
    """The case, if it is one's own; anybody else's does not exist here."""
    by, case = actor_for(request), case_by_number(number)
    if not rules.is_applicant_of(by, case):
        raise NotFound(_("There is no application with this number here."))
    return by, case


def _written(
    request: HttpRequest, case: Case, form: SeenForm, template: str, verdict: Verdict, status: int = 200
) -> HttpResponse:
    """Show a form of the case, or why it is not open now."""
    shown = {
        "case": case,
        "form": form,
        "verdict": verdict,
        "back_href": town_address(request, "services:application", number=case.matter.number),
        "request_reason": case.opened(case.open_request.reason_locked) if case.open_request else "",
    }
    return render(request, template, shown, status=422 if form.errors else status)


def _tried(
    request: HttpRequest,
    case: Case,
    form: SeenForm,
    template: str,
    thanks: str,
    act: Callable[[], object],
) -> HttpResponse:
    """Do a step; a refusal stands above the form, and what was typed stays in it."""
    try:
        act()
    except Refusal as refusal:
        fresh = case_by_number(case.matter.number)
        form.add_error(None, str(refusal.message))
        form.data = form.data.copy()
        form.data["edition"] = str(fresh.edition)
        return _written(request, fresh, form, template, allow(), status=refusal.status)
    messages.success(request, thanks)
    return HttpResponseRedirect(town_address(request, "services:application", number=case.matter.number))


def _uploads(request: HttpRequest, form: PapersForm) -> list[AcceptedUpload]:
    uploads: list[AcceptedUpload] = []
    sent = request.FILES.getlist("papers")
    if not sent:
        form.add_error("papers", _("Choose a file."))
    for file in sent:
        try:
            uploads.append(receive_upload(file))
        except UploadRefused as refused:
            form.add_error("papers", f"{file.name}: {refused.message}")
    return uploads
