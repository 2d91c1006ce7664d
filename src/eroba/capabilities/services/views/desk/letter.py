"""The letter as it will be sent: as a page in the applicant's language or Georgian, and as the PDF it becomes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.services import rules
from eroba.capabilities.services.actions.deciding import proposal_for
from eroba.capabilities.services.forms.desk import ProposalForm
from eroba.capabilities.services.letters import decision_text, languages_of
from eroba.capabilities.services.models import Decision
from eroba.capabilities.services.queries.case_file import CaseFile, case_file
from eroba.capabilities.services.views.desk.addresses import desk_address, staff_only
from eroba.capabilities.services.views.desk.noting import note_look
from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import NotFound
from eroba.kernel.documents.letters import LetterText, clean_body, long_date
from eroba.kernel.documents.preparing import preview
from eroba.kernel.people.queries import actor_for

LANGUAGE_NAMES = {"ka": "ქართული", "en": "English", "hy": "Հայերեն", "az": "Azərbaycanca"}


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """Show the decision's letter; with a reason typed on the case's page it is shown as if it were proposed."""
    by, file = actor_for(request), case_file(number)
    note_look(by, file.case)
    form = ProposalForm(file, "propose", request.POST or None)
    added = form.cleaned_data["added_reason"] if form.is_bound and form.is_valid() else ""
    language = _language(request, file)
    text = _text(by, file, language, added)
    shown = {
        "case": file.case,
        "text": text,
        "issued_on": long_date(text.issued_on, language),
        "body": mark_safe(clean_body(text.body_html)),  # noqa: S308 (cleaned the line it is used)
        "languages": [
            (code, LANGUAGE_NAMES.get(code, code), code == language) for code in languages_of(file.case)
        ],
        "form_proposal": form if _is_open_to(by, file) else None,
        "here": desk_address(request, "letter", number=number),
        "pdf_href": f"{desk_address(request, 'letter-pdf', number=number)}?language={language}",
        "propose_href": desk_address(request, "step", number=number, code="propose"),
        "case_href": desk_address(request, "case", number=number),
        "has_typed": bool(added),
    }
    return render(request, "services/desk/letter.html", shown)


@never_cache
@staff_only
@require_safe
def letter_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the letter as the PDF it will be, marked as a draft, without code and seal."""
    by, file = actor_for(request), case_file(number)
    note_look(by, file.case)
    text = _text(by, file, _language(request, file), "")
    response = HttpResponse(preview(text), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{number}-draft.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _text(by: Actor, file: CaseFile, language: str, added: str) -> LetterText:
    text = None
    decision = _decision(by, file, added)
    if decision is not None:
        text = decision_text(file.case, decision, language)
    if text is None:
        raise NotFound(_("There is no letter yet: first the facts must be complete."))
    return text


def _decision(by: Actor, file: CaseFile, added: str) -> Decision | None:
    if file.open_decision is not None:
        return file.open_decision
    if file.facts.ruling is None:
        return file.delivered
    return proposal_for(by, file.case, file.service, file.facts.ruling, added)


def _is_open_to(by: Actor, file: CaseFile) -> bool:
    is_free = file.open_decision is None and file.facts.ruling is not None
    return is_free and bool(rules.may_propose_decision(by, case=file.case))


def _language(request: HttpRequest, file: CaseFile) -> str:
    """The language asked for, else the applicant's own."""
    offered = languages_of(file.case)
    wanted = request.GET.get("language") or request.POST.get("language") or ""
    return wanted if wanted in offered else offered[-1]
