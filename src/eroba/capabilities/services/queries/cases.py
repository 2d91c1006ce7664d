"""Finding one case: for its applicant, for the desk, for the worker."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models import Case, CasePaper, Decision
from eroba.kernel.audit.personal import locked_key_of
from eroba.kernel.base.errors import NotFound

GRANTED = "granted"


def whole_cases() -> QuerySet[Case]:
    """Cases with what every page about one needs, but without the long content of their version."""
    return Case.objects.select_related(
        "matter", "service", "version", "person__account", "person__settlement", "open_request"
    ).defer("version__content")


def case_of_matter(matter_id: UUID | None) -> Case | None:
    """The case behind a matter, if it is one."""
    return whole_cases().filter(matter_id=matter_id).first() if matter_id else None


def case_by_number(number: str) -> Case:
    """The case with this number; raises NotFound when there is none in this town."""
    case = whole_cases().annotate(locked_key=locked_key_of("person_id")).filter(matter__number=number).first()
    if case is None:
        raise NotFound(_("There is no application with this number here."))
    return case


def cases_of(person_id: UUID | None) -> QuerySet[Case]:
    """Everything somebody has sent to this town, the latest first."""
    return whole_cases().filter(person=person_id).order_by("-received_at", "-id")


def papers_of(case: Case) -> QuerySet[CasePaper]:
    """The papers of a case and the letters sent in it, oldest first."""
    return case.papers.select_related("file", "letter")


def decisions_of(case: Case) -> QuerySet[Decision]:
    """What was proposed and decided in a case, oldest first, each with its appeal."""
    return case.decisions.select_related("appeal", "proposed_by", "approved_by").order_by("proposed_at", "id")
