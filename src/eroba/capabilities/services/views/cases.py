"""The desk's list of cases by deadline, and one case on one page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eroba.capabilities.services import actions
from eroba.capabilities.services.forms.writing import InboxFilter
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.published import definition_for, definitions_of
from eroba.capabilities.services.queries.case_list import USUAL_ORDER, Wanted, inbox, paged
from eroba.capabilities.services.queries.cases import case_by_number, case_with_count
from eroba.capabilities.services.queries.catalogue import offered_services
from eroba.capabilities.services.rules import STAFF
from eroba.capabilities.services.views.application_page import STAGE_KINDS
from eroba.capabilities.services.views.case_page import case_page
from eroba.capabilities.services.views.catalogue import town_address
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.documents.downloads import file_response
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.dates import by_day, days_left, in_words
from eroba.kernel.ui.tags.blocks import status

SOON_DAYS = 3
LOOK_HOLDS_SECONDS = 3600


@never_cache
@role_required(*STAFF)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """What is to be done, the nearest deadline first."""
    form = InboxFilter(request.GET or None, stages=_stages())
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    wanted = Wanted(
        words=said.get("q", ""),
        waits=said.get("waits", ""),
        stage=said.get("stage", ""),
        whose=said.get("whose", ""),
        order=request.GET.get("sort", USUAL_ORDER),
    )
    page = paged(inbox(wanted, actor_for(request).account_id), request.GET.get("page", 1))
    shown = {
        "form": form,
        "page": page,
        "table": _table(request, list(page), wanted),
        "is_filtered": bool(said),
    }
    return render(request, "services/desk/cases.html", shown)


@never_cache
@role_required(*STAFF)
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case: what we know and from where, what is to be done, what happened."""
    by, found = actor_for(request), case_with_count(number)
    note_look(by, found)
    return render(request, "services/desk/case.html", case_page(request, by, found))


@never_cache
@role_required(*STAFF)
@require_safe
def paper(request: HttpRequest, number: str, paper_id: UUID) -> HttpResponse:
    """A paper of a case, as a download; the look is written down."""
    by, found = actor_for(request), case_by_number(number)
    note_look(by, found)
    kept = found.papers.select_related("file").filter(pk=paper_id).first()
    if kept is None:
        raise NotFound(_("There is no such paper in this application."))
    return file_response(kept.file)


def note_look(by: Actor, case: Case) -> None:
    """Write down that an official looks into a case, once an hour for the same official."""
    is_fresh = case.looked_at is not None and (now() - case.looked_at).total_seconds() < LOOK_HOLDS_SECONDS
    if not (is_fresh and case.looked_by == by.account_id):
        actions.look_at_case(by, case=case)


def _stages() -> list[tuple[str, str]]:
    """Every stage of the services in force, each once."""
    stages = {
        stage.code: str(stage.title) for one in offered_services() for stage in one.definition.flow.stages
    }
    return list(stages.items())


def _table(request: HttpRequest, found: list[Case], wanted: Wanted) -> Table:
    definitions_of([case.version for case in found])
    columns = [
        Column(_("Number"), sort="number"),
        Column(_("Applicant")),
        Column(_("Service")),
        Column(_("Stage")),
        Column(_("Due"), sort="due"),
        Column(_("Whose")),
        Column(_("Received"), sort="received"),
    ]
    return Table(
        _("Applications"), columns, [_row(request, one) for one in found], wanted.order, keyboard=True
    )


def _row(request: HttpRequest, case: Case) -> Row:
    stage = definition_for(case).flow.stage(case.stage)
    cells = [
        case.matter.number,
        case.person.full_name or _("erased"),
        case.service.title,
        status(str(stage.title) if stage else case.stage, STAGE_KINDS[case.waits_for]),
        _due(case),
        case.assigned_label or "–",
        in_words(case.received_at),
    ]
    return Row(cells, town_address(request, "cases:case", number=case.matter.number))


def _due(case: Case) -> SafeString | str:
    if case.due_on is None:
        return "–"
    left = (case.due_on - today()).days
    if left < 0:
        return status(days_left(case.due_on), "late")
    words = f"{by_day(case.due_on)}, {days_left(case.due_on)}"
    return status(words, "attention") if left <= SOON_DAYS else words
