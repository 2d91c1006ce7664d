"""What happened to the applications of the town, as the figures need it: read in a few sweeps, for the worker only.

What is public one by one (a reported pothole) is left out: everybody can count it, and subtract it from a sum.
"""

import datetime as dt
import re
from collections.abc import Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.models import Appeal, Case, Decision, Service, ServiceVersion
from eroba.capabilities.services.open_process.cells import GRANTED, REFUSED, TIMELINESS, UNEXAMINED
from eroba.capabilities.services.open_process.counting import Appealed, Decided, Happenings
from eroba.capabilities.services.open_process.periods import month_of
from eroba.capabilities.services.own_acts import with_own_acts
from eroba.capabilities.services.published import cited, definition_of
from eroba.kernel.base.clock import TBILISI
from eroba.kernel.clocks import periods
from eroba.kernel.clocks.calendars import Calendar
from eroba.kernel.clocks.conventions import USUAL_READING
from eroba.kernel.clocks.models import Clock, UnitChoice
from eroba.kernel.clocks.queries import calendar_here
from eroba.kernel.matters.models import Matter

ONE_DAY = dt.timedelta(days=1)
IN_TIME, LATE, NO_DEADLINE = TIMELINESS
# An outcome is a refusal by the beginning of its code: `refused`, `refused-in-part`.
REFUSING = "refus"
_PLAIN_WORDS = re.compile(r"^'([^'\\]*)'$|^\"([^\"\\]*)\"$")


def happenings_since(since: dt.date | None) -> Happenings:
    """Applications, first decisions and appeals of the town since a day, or since ever."""
    return Happenings(_received(since), _decided(since), _appeals(since))


def words_of_reason(service: str, rule_code: str) -> Text:
    """What a rule of a service says when it refuses: its own words where they are fixed, else the law it cites."""
    own = Service.objects.filter(code=service).values_list("own_acts", flat=True).first() or {}
    for version in ServiceVersion.objects.filter(code=service).order_by("-number"):
        said = with_own_acts(definition_of(version), own)
        for row in (row for table in said.tables for row in table.rows):
            results = dict(row.results)
            if rule_code != (_plain(results.get("rule_code", "")) or row.code):
                continue
            words = {language: _plain(results.get(f"because_{language}", "")) for language in ("ka", "en")}
            return Text.of(words) if all(words.values()) else cited(said, _plain(results.get("basis", "")))
    return Text.of({"ka": rule_code, "en": rule_code})


def _received(since: dt.date | None) -> list[tuple[str, str]]:
    cases = Case.objects.exclude(matter__visibility=Matter.Visibility.PUBLIC)
    if since:
        cases = cases.filter(received_at__gte=_moment(since))
    rows = cases.values_list("service__code", "received_at").iterator()
    return [(code, _month(received_at)) for code, received_at in rows]


def _decided(since: dt.date | None) -> list[Decided]:
    clocks, calendar = _clocks_of_decisions(since), calendar_here()
    rows = _first_decisions(since).values_list(
        "case__service__code",
        "case__matter_id",
        "case__received_at",
        "delivered_at",
        "outcome",
        "rule_code",
    )
    found = []
    for code, matter_id, received_at, delivered_at, outcome, rule_code in rows.iterator():
        clock = clocks.get((matter_id, f"{code}.decision"))
        plain_days = max(0, (_day(delivered_at) - _day(received_at)).days)
        found.append(
            Decided(
                service=code,
                month=_month(delivered_at),
                ending=_ending(outcome, rule_code),
                timeliness=_timeliness(clock),
                days=days_taken(clock, calendar) if clock else plain_days,
                calendar_days=days_taken(clock, calendar, in_calendar_days=True) if clock else plain_days,
                reason=rule_code if _ending(outcome, rule_code) == REFUSED else "",
            )
        )
    return found


def _first_decisions(since: dt.date | None) -> QuerySet[Decision]:
    """Delivered decisions before which there was none: what came after an appeal is counted as the appeal."""
    earlier = Decision.objects.filter(case=OuterRef("case"), delivered_at__lt=OuterRef("delivered_at"))
    first = Decision.objects.filter(~Exists(earlier), delivered_at__isnull=False).exclude(
        case__matter__visibility=Matter.Visibility.PUBLIC
    )
    return first.filter(delivered_at__gte=_moment(since)) if since else first


def _appeals(since: dt.date | None) -> list[Appealed]:
    appeals = Appeal.objects.exclude(decision__case__matter__visibility=Matter.Visibility.PUBLIC)
    if since:
        appeals = appeals.exclude(decided_at__lt=_moment(since))
    rows = appeals.values_list("decision__case__service__code", "lodged_at", "decided_at", "state")
    return [
        Appealed(
            code, _month(lodged_at), _month(decided_at) if decided_at else "", state if decided_at else ""
        )
        for code, lodged_at, decided_at, state in rows.iterator()
    ]


def _clocks_of_decisions(since: dt.date | None) -> Mapping[tuple[UUID, str], Clock]:
    """The deadline of each decision, the first one where there were several."""
    clocks = Clock.objects.filter(code__endswith=".decision", met_on__isnull=False)
    if since:
        clocks = clocks.filter(met_on__gte=since)
    found: dict[tuple[UUID, str], Clock] = {}
    for clock in clocks.prefetch_related("pauses").order_by("met_on", "id"):
        found.setdefault((clock.subject_id, clock.code), clock)
    return found


def days_taken(clock: Clock, calendar: Calendar, *, in_calendar_days: bool = False) -> int:
    """How many days a deadline ran until it was met, counted as its law counts; days on which it stood are left out."""
    assert clock.met_on is not None
    pauses = [periods.Pause(one.stopped_on, one.resumed_on, one.reason) for one in clock.pauses.all()]
    stood = periods.stopped_days(clock.event_on, pauses, clock.cap_days, clock.met_on, USUAL_READING.stop_day)
    only_working = clock.unit == UnitChoice.WORKING_DAYS and not in_calendar_days
    ran = (clock.event_on + ONE_DAY * after for after in range(1, (clock.met_on - clock.event_on).days + 1))
    return sum(on not in stood and (not only_working or calendar.is_working(on)) for on in ran)


def _timeliness(clock: Clock | None) -> str:
    if clock is None or clock.due_on is None or clock.met_on is None:
        return NO_DEADLINE
    return IN_TIME if clock.met_on <= clock.due_on else LATE


def _ending(outcome: str, rule_code: str) -> str:
    # An application is left unexamined by an official, not by a rule.
    if not rule_code:
        return UNEXAMINED
    return REFUSED if outcome.startswith(REFUSING) else GRANTED


def _plain(cell: str) -> str:
    found = _PLAIN_WORDS.match(cell)
    return (found[1] or found[2] or "") if found else ""


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), TBILISI)


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(TBILISI).date()


def _month(moment: dt.datetime) -> str:
    return month_of(_day(moment))
