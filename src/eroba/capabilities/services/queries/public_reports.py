"""Public reports of the town, as everybody may read them: lists, one by its number, and how each stands."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import DateTimeField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Choice
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.texts import NO_TEXT, Text
from eroba.capabilities.services.models import Case, PublicReport
from eroba.capabilities.services.published import definitions_of
from eroba.capabilities.services.queries.catalogue import OfferedService, offered_services
from eroba.kernel.base.errors import NotFound
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.tenancy.models import Settlement

CLOSED = Q(case__waits_for=Case.WaitsFor.NOBODY)
Point = tuple[float, float]


@dataclass(frozen=True)
class ReportKind:
    """One thing one can report: the service, and the choice that names it. `code` is unlike any other of the town."""

    service: OfferedService
    choice: Choice

    @property
    def code(self) -> str:
        """Its name between programs."""
        return f"{self.service.service.code}.{self.choice.code}"


@dataclass(frozen=True)
class ShownReport:
    """A report as everybody sees it."""

    report: PublicReport
    said: ServiceDefinition
    last_at: dt.datetime

    @property
    def number(self) -> str:
        """Its number."""
        return self.report.case.matter.number

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.report.case.waits_for != Case.WaitsFor.NOBODY

    @property
    def goes_on_as(self) -> str:
        """The number of the report it is handled together with; empty when it is handled by itself."""
        onward = self.report.case.merged_into
        return onward.matter.number if onward else ""

    @property
    def outcome(self) -> Text:
        """What the town hall answered; empty before."""
        found = self.said.flow.outcome(self.report.case.outcome) if not self.is_open else None
        return found.title if found else NO_TEXT

    @property
    def is_decided(self) -> bool:
        """Whether the town hall decided it; not when it was taken back."""
        found = self.said.flow.outcome(self.report.case.outcome)
        return found is not None and found.appealable

    @property
    def kind(self) -> Text:
        """What was reported."""
        field = self.said.form.field(self.said.public_title)
        choice = field.choice(self.report.kind) if field else None
        return choice.label if choice else self.said.title

    @property
    def code(self) -> str:
        """The name of its kind between programs."""
        return f"{self.said.code}.{self.report.kind}"

    @property
    def point(self) -> Point | None:
        """Latitude and longitude, if they are known."""
        if self.report.latitude is None or self.report.longitude is None:
            return None
        return float(self.report.latitude), float(self.report.longitude)


def public_reports(
    *, code: str = "", is_open: bool | None = None, settlement: str = ""
) -> QuerySet[PublicReport]:
    """Public reports, the latest first: of one kind, open or closed, of one settlement, or all."""
    found = PublicReport.objects.select_related(
        "case__matter", "case__version", "case__service", "case__merged_into__matter", "settlement"
    ).defer("case__version__content", "case__answers_locked")
    service, _dot, kind = code.partition(".")
    if code:
        found = found.filter(case__service__code=service, kind=kind)
    if is_open is not None:
        found = found.exclude(CLOSED) if is_open else found.filter(CLOSED)
    if settlement:
        found = found.filter(settlement=settlement)
    readable = FactRecord.objects.filter(matter_id=OuterRef("case__matter_id"), shown_to="public")
    last = Subquery(readable.order_by("-at").values("at")[:1], output_field=DateTimeField())
    return found.annotate(last_at=Coalesce(last, F("received_at"))).order_by("-received_at", "-id")


def report_by_number(number: str) -> ShownReport:
    """The public report with this number. Raises NotFound."""
    found = public_reports().filter(case__matter__number=number).first()
    if found is None:
        raise NotFound(_("There is no public report with this number here."))
    return shown([found])[0]


def shown(reports: Sequence[PublicReport]) -> list[ShownReport]:
    """Reports with what their folders say of them, read in one go."""
    said = definitions_of({report.case.version_id: report.case.version for report in reports}.values())
    return [
        ShownReport(report, said[report.case.version_id], report.last_at)  # type: ignore[attr-defined]
        for report in reports
    ]


def report_kinds() -> list[ReportKind]:
    """Everything one can report in public in this town, by service, in the order of its folder."""
    return [
        ReportKind(one, choice)
        for one in offered_services()
        if one.definition.is_public and (field := one.definition.form.field(one.definition.public_title))
        for choice in field.choices
    ]


def settlements_on_map() -> list[tuple[str, Point]]:
    """Name and place of every settlement of the town whose place is known."""
    rows = Settlement.objects.filter(latitude__isnull=False, longitude__isnull=False)
    return [(one.name, (float(one.latitude or 0), float(one.longitude or 0))) for one in rows]


def settlements_with_places() -> Mapping[UUID, Point]:
    """The key and place of every settlement whose place is known."""
    rows = Settlement.objects.filter(latitude__isnull=False, longitude__isnull=False)
    return {one.pk: (float(one.latitude or 0), float(one.longitude or 0)) for one in rows}


def reports_asked_for(
    *,
    numbers: Sequence[str] = (),
    codes: Sequence[str] = (),
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    is_open: bool | None = None,
) -> QuerySet[PublicReport]:
    """Public reports as other programs ask for them: by their numbers, or by kinds, time and state."""
    if numbers:
        return public_reports().filter(case__matter__number__in=numbers)
    found = public_reports(is_open=is_open)
    if codes:
        wanted = Q()
        for service, _dot, kind in (code.partition(".") for code in codes):
            wanted |= Q(case__service__code=service, kind=kind)
        found = found.filter(wanted)
    if since:
        found = found.filter(received_at__gte=since)
    return found.filter(received_at__lte=until) if until else found
