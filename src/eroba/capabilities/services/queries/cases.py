"""Finding one case: for its applicant, for the desk, for the worker."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models import Appeal, Case, CasePaper, Decision, Service, SourceAnswer
from eroba.kernel.actions import Actor
from eroba.kernel.audit.personal import locked_key_of
from eroba.kernel.base.errors import NotFound
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import OPEN
from eroba.kernel.people.standing.models import Deed

GRANTED = "granted"


def whole_cases() -> QuerySet[Case]:
    """Cases with what every page about one needs, but without the long content of their version."""
    return Case.objects.select_related(
        "matter",
        "service",
        "version",
        "person__account",
        "person__settlement",
        "open_request",
        "merged_into__matter",
    ).defer("version__content")


def case_of_matter(matter_id: UUID | None) -> Case | None:
    """The case behind a matter, if it is one."""
    return whole_cases().filter(matter_id=matter_id).first() if matter_id else None


def with_grants(found: QuerySet[Case]) -> QuerySet[Case]:
    """The cases, each with how often its applicant was granted the service in the same year, and with their key.

    Counted with the cases: asked one by one it would cost a question each.
    """
    earlier = (
        Case.objects.filter(
            service=OuterRef("service"),
            person=OuterRef("person"),
            outcome=GRANTED,
            received_at__year=ExtractYear(OuterRef("received_at")),
        )
        .exclude(pk=OuterRef("pk"))
        .order_by()
        .values("person")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return found.annotate(granted_count=Coalesce(Subquery(earlier), 0), locked_key=locked_key_of("person_id"))


def case_with_count(number: str) -> Case:
    """The case with this number, and how often its applicant was granted the service in the same year."""
    case = with_grants(whole_cases()).filter(matter__number=number).first()
    if case is None:
        raise NotFound(_("There is no application with this number here."))
    return case


def case_by_number(number: str) -> Case:
    """The case with this number; raises NotFound when there is none in this town."""
    acted_on = Exists(Deed.objects.filter(subject_id=OuterRef("matter_id")))
    taken_in = Exists(Case.objects.filter(merged_into=OuterRef("pk")))
    found = whole_cases().annotate(
        locked_key=locked_key_of("person_id"), was_acted_on=acted_on, has_taken_in=taken_in
    )
    case = found.filter(matter__number=number).first()
    if case is None:
        raise NotFound(_("There is no application with this number here."))
    return case


def cases_of(person_id: UUID | None) -> QuerySet[Case]:
    """Everything somebody has sent to this town, the latest first."""
    return whole_cases().filter(person=person_id).order_by("-received_at", "-id")


def applications_of(
    person_id: UUID | None, *, service: str = "", waits_for: str = "", is_open: bool | None = None
) -> QuerySet[Case]:
    """Somebody's applications to this town, the latest first: for one service, one side, open or closed, or all."""
    found = cases_of(person_id) if person_id else Case.objects.none()
    if service:
        found = found.filter(service__code=service)
    if waits_for:
        found = found.filter(waits_for=waits_for)
    return found if is_open is None else found.filter(closed_at__isnull=is_open)


def running_cases_of(service: Service) -> list[Case]:
    """Every case of a service that is not closed, with what officials and registers said, by its number."""
    found = whole_cases().filter(service=service, closed_at__isnull=True).order_by("matter__number")
    appealed = Appeal.objects.filter(decision__case=OuterRef("pk"), state=Appeal.State.LODGED)
    found = found.annotate(locked_key=locked_key_of("person_id"), is_appealed=Exists(appealed))
    cases = list(found.prefetch_related("source_answers", "decisions"))
    running = Clock.objects.filter(subject_id__in=[case.matter_id for case in cases], state__in=OPEN)
    codes: dict[UUID, list[str]] = {}
    for subject_id, code in running.order_by("due_on", "id").values_list("subject_id", "code"):
        codes.setdefault(subject_id, []).append(code)
    for case in cases:
        case.running_codes = codes.get(case.matter_id, [])  # type: ignore[attr-defined]
    return cases


def papers_of(case: Case) -> QuerySet[CasePaper]:
    """The papers of a case and the letters sent in it, oldest first."""
    return case.papers.select_related("file", "letter")


def registers_that_found(case: Case) -> set[str]:
    """The registers that were asked for a case and knew something of the applicant."""
    said = SourceAnswer.objects.filter(case=case, source=SourceAnswer.Source.REGISTER, found=True)
    return set(said.values_list("code", flat=True))


def decisions_of(case: Case) -> QuerySet[Decision]:
    """What was proposed and decided in a case, oldest first, each with its appeal."""
    return case.decisions.select_related("appeal", "proposed_by", "approved_by").order_by("proposed_at", "id")


def within_reach(by: Actor, found: QuerySet[Case]) -> QuerySet[Case]:
    """Of somebody's cases those to which a representative's right reaches; all of them for oneself."""
    if by.acting is None or by.acting.reach == "all":
        return found
    if by.acting.reach == "service":
        return found.filter(service__code=by.acting.target)
    return found.filter(matter__number=by.acting.target)


def cases_for(by: Actor) -> QuerySet[Case]:
    """Every case somebody may follow: their own, or those a representative's right reaches to."""
    return within_reach(by, cases_of(by.person_id))
