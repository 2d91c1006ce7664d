"""Reading which applications belong together: ties, what was merged, and likely duplicates, each in one question."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models import Case, CaseMerge, CaseNote, CasePaper, CaseTie, PublicReport
from eroba.capabilities.services.nearness import (
    METRES_PER_DEGREE,
    SAME_MATTER_DAYS,
    SAME_PLACE_METRES,
    Point,
    is_same_place,
    square_around,
)
from eroba.kernel.audit.personal import locked_key_of
from eroba.kernel.base.errors import NotFound

MOST_DUPLICATES = 5
SAME_PERSON = _("the same applicant, and both are open")
SAME_PLACE = _("the same place, within a month")
GOING_ON = Q(is_open__in=[True], closed_at__isnull=True)


@dataclass(frozen=True)
class Duplicate:
    """Another application that is likely about the same, and why."""

    case: Case
    because: str | Promise


def with_company(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Adds how many ties a case has, how many were merged into it, and whether the same person sent another."""
    ties = CaseTie.objects.filter(Q(case=OuterRef("pk")) | Q(other=OuterRef("pk")))
    taken_in = Case.objects.filter(merged_into=OuterRef("pk")).order_by().values("merged_into")
    open_ones = Case.objects.filter(GOING_ON, service=OuterRef("service")).exclude(pk=OuterRef("pk"))
    width = SAME_PLACE_METRES / METRES_PER_DEGREE
    near = open_ones.filter(
        public_report__kind=OuterRef("public_report__kind"),
        public_report__latitude__gte=OuterRef("public_report__latitude") - width,
        public_report__latitude__lte=OuterRef("public_report__latitude") + width,
        public_report__longitude__gte=OuterRef("public_report__longitude") - width,
        public_report__longitude__lte=OuterRef("public_report__longitude") + width,
    )
    twins = open_ones.filter(person=OuterRef("person"), public_report__isnull=True)
    return cases.annotate(
        has_ties=Exists(ties),
        merged_count=Coalesce(Subquery(taken_in.annotate(count=Count("pk")).values("count")), 0),
        has_twin=Exists(twins) | Exists(near),
    )


def case_in_company(number: str) -> Case:
    """The case with this number, for the page of what belongs with it; raises NotFound."""
    case = _named(Case.objects.filter(matter__number=number)).select_related("public_report").first()
    if case is None:
        raise NotFound(_("There is no application with this number here."))
    return case


def ties_of(case: Case) -> list[CaseTie]:
    """What belongs with a case, from either side."""
    found = CaseTie.objects.filter(Q(case=case) | Q(other=case)).annotate(
        locked_key=locked_key_of("case__person_id")
    )
    ties = list(
        found.select_related(
            "case__matter",
            "case__service",
            "case__person",
            "other__matter",
            "other__service",
            "other__person",
        ).defer("case__answers_locked", "other__answers_locked")
    )
    for tie in ties:
        tie.case.locked_key = tie.locked_key  # type: ignore[attr-defined]
    return ties


def tie_with(key: UUID) -> CaseTie | None:
    """One tie, if there is one with this key here."""
    return CaseTie.objects.select_related("case__matter", "other__matter").filter(pk=key).first()


def merges_into(case: Case) -> list[CaseMerge]:
    """What was merged into a case, with the papers and notes that are reached from here."""
    found = (
        CaseMerge.objects.filter(into=case, undone_at__isnull=True)
        .select_related("case__matter", "case__person", "case__version", "into__matter")
        .defer("case__answers_locked", "case__version__content")
        .annotate(locked_key=locked_key_of("case__person_id"))
        .prefetch_related(
            Prefetch("case__papers", CasePaper.objects.select_related("file", "letter")),
            Prefetch("case__notes", CaseNote.objects.filter(opinion__isnull=True)),
        )
    )
    merges = list(found)
    for merge in merges:
        merge.case.locked_key = merge.locked_key  # type: ignore[attr-defined]
    return merges


def merge_of(case: Case) -> CaseMerge | None:
    """How a case was merged into another, if it was."""
    found = CaseMerge.objects.filter(case=case, undone_at__isnull=True)
    return found.select_related("case__matter", "into__matter").first()


def likely_duplicates(case: Case) -> list[Duplicate]:
    """Open applications for the same service that are likely about the same: by the person, or by the place."""
    if case.closed_at is not None or case.waits_for == Case.WaitsFor.NOBODY:
        return []
    point = point_of(case)
    wanted = Q(person=case.person_id)
    if point is not None:
        wanted |= _near(point, case.received_at)
    found = _named(Case.objects.filter(GOING_ON, wanted, service=case.service_id).exclude(pk=case.pk))
    duplicates = [
        one for other in found.select_related("public_report")[:50] if (one := _as_duplicate(case, other))
    ]
    return duplicates[:MOST_DUPLICATES]


def merged_with(case_ids: Sequence[UUID]) -> list[Case]:
    """The applications merged into these, with their numbers and people."""
    found = Case.objects.filter(merged_into__in=case_ids).select_related("matter", "person__account")
    return list(found.defer("answers_locked").order_by("received_at", "id"))


def point_of(case: Case) -> Point | None:
    """Where a public report is, if that is known."""
    report = getattr(case, "public_report", None)
    if not isinstance(report, PublicReport) or not report.has_point:
        return None
    return float(report.latitude or 0), float(report.longitude or 0)


def _as_duplicate(case: Case, other: Case) -> Duplicate | None:
    here, there = point_of(case), point_of(other)
    if here and there:
        same_kind = case.public_report.kind == other.public_report.kind
        return Duplicate(other, SAME_PLACE) if same_kind and is_same_place(here, there) else None
    return Duplicate(other, SAME_PERSON) if other.person_id == case.person_id else None


def _near(point: Point, received_at: dt.datetime) -> Q:
    (south, west), (north, east) = square_around(point)
    span = dt.timedelta(days=SAME_MATTER_DAYS)
    return Q(
        public_report__latitude__gte=Decimal(str(round(south, 5))),
        public_report__latitude__lte=Decimal(str(round(north, 5))),
        public_report__longitude__gte=Decimal(str(round(west, 5))),
        public_report__longitude__lte=Decimal(str(round(east, 5))),
        received_at__gte=received_at - span,
        received_at__lte=received_at + span,
    )


def _named(cases: QuerySet[Case]) -> QuerySet[Case]:
    return (
        cases.select_related("matter", "service", "version", "person", "merged_into__matter")
        .defer("version__content", "answers_locked")
        .order_by("received_at", "id")
    )
