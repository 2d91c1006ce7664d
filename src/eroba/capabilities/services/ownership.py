"""Which files are papers of an application, and who may read them; and why a person cannot be erased yet."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import rules
from eroba.capabilities.services.letters import shown_title
from eroba.capabilities.services.models import Case, CasePaper, Opinion
from eroba.capabilities.services.published import definition_for
from eroba.kernel.actions import Actor
from eroba.kernel.documents.ownership import OwnedPaper
from eroba.kernel.people.models import Person
from eroba.kernel.registry import Hold
from eroba.kernel.tenancy.scope import current_municipality

OPEN_CASES = _("Law on Personal Data Protection, art. 16: data are needed for a procedure that is under way")


def papers_of_cases(by: Actor, file_ids: Sequence[UUID]) -> Mapping[UUID, OwnedPaper]:
    """The papers and letters of applications among these files; a case says who may read them."""
    return _with_opinions(by, file_ids) | _of_cases(by, file_ids)


def _with_opinions(by: Actor, file_ids: Sequence[UUID]) -> dict[UUID, OwnedPaper]:
    """The papers units gave with their opinions: for officials only."""
    town = current_municipality().slug
    found = Opinion.objects.filter(file_id__in=file_ids).select_related("unit", "case__matter")
    return {
        one.file_id: OwnedPaper(
            number=one.case.matter.number,
            title=str(format_lazy(_("Opinion: {unit}"), unit=one.unit.name)),
            href=reverse(
                "services_desk:case", kwargs={"municipality": town, "number": one.case.matter.number}
            ),
            matter_id=one.case.matter_id,
            may_read=rules.may_look_at_case(by, one.case),
        )
        for one in found
        if one.file_id
    }


def _of_cases(by: Actor, file_ids: Sequence[UUID]) -> dict[UUID, OwnedPaper]:
    town = current_municipality().slug
    found = CasePaper.objects.filter(file_id__in=file_ids).select_related(
        "case__matter", "case__version", "letter"
    )
    return {
        paper.file_id: OwnedPaper(
            number=paper.case.matter.number,
            title=shown_title(definition_for(paper.case), paper),
            href=reverse(
                "services_desk:case", kwargs={"municipality": town, "number": paper.case.matter.number}
            ),
            matter_id=paper.case.matter_id,
            may_read=rules.may_read_case(by, paper.case),
        )
        for paper in found
    }


def open_cases_of(person: Person) -> Sequence[Hold]:
    """Each application that is not closed yet keeps its applicant's data."""
    open_cases = Case.objects.filter(person=person, closed_at=None).select_related("matter")
    return [
        Hold(
            because=format_lazy(
                _("Application {number} is still open. Decide it, or let the applicant withdraw it, first."),
                number=case.matter.number,
            ),
            basis=OPEN_CASES,
        )
        for case in open_cases.order_by("received_at")
    ]
