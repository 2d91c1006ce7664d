"""Reading visits: which times are free where, who comes on a day, and who is to be reminded."""

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models import Counter, Visit
from eroba.capabilities.services.visiting.hours import starts_within
from eroba.kernel.base.clock import TBILISI, now, today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.clocks.calendars import Calendar, DayOffKind
from eroba.kernel.clocks.queries import calendar_here
from eroba.kernel.people.models import Person

#: Nobody can come sooner than this after booking.
SOONEST = dt.timedelta(hours=1)
_NO_COUNTER, _NO_VISIT = _("There is no such counter here."), _("There is no such visit here.")
_WHOLE = ("matter", "counter", "person__account", "service", "case__matter")


@dataclass(frozen=True)
class FreeTime:
    """A time at which somebody can still come."""

    starts_at: dt.datetime
    seats_left: int


@dataclass(frozen=True)
class OfferedDay:
    """One day of a counter: its free times, or why there are none."""

    on: dt.date
    free: tuple[FreeTime, ...] = ()
    closed_because: str = field(default="")


def counters_for(service_code: str = "") -> list[Counter]:
    """The places that receive people for a service."""
    found = Counter.objects.filter(is_open=True).prefetch_related("hours")
    return [
        one for one in found if not one.service_codes or not service_code or service_code in one.service_codes
    ]


def counter_by_code(code: str) -> Counter:
    """A counter of this town; raises NotFound."""
    found = Counter.objects.filter(code=code[:60]).prefetch_related("hours").first()
    if found is None:
        raise NotFound(_NO_COUNTER)
    return found


def visit_by_number(number: str) -> Visit:
    """A visit of this town; raises NotFound."""
    found = Visit.objects.filter(matter__number=number[:40]).select_related(*_WHOLE).first()
    if found is None:
        raise NotFound(_NO_VISIT)
    return found


def visit_of_matter(matter_id: UUID | None) -> Visit | None:
    """The visit a fact is about, if it is one."""
    return Visit.objects.filter(matter_id=matter_id).select_related(*_WHOLE).first() if matter_id else None


def offered_days(counter: Counter, since: dt.date | None = None, days: int = 0) -> list[OfferedDay]:
    """The days one can book at a counter, each with its free times; days without hours are left out."""
    first = max(since or today(), today())
    last = today() + dt.timedelta(days=counter.ahead_days)
    if days:
        last = min(last, first + dt.timedelta(days=days - 1))
    taken = _taken(counter, first, last)
    closures = {one.on: one.reason for one in counter.closures.filter(on__gte=first, on__lte=last)}
    calendar = calendar_here()
    wanted = (first + dt.timedelta(days=at) for at in range((last - first).days + 1))
    found = (_day(counter, on, taken, closures, calendar) for on in wanted)
    return [day for day in found if day.free or day.closed_because]


def free_seat(counter: Counter, starts_at: dt.datetime, besides: UUID | None = None) -> int | None:
    """The lowest free seat at a time, or none. Asked with the counter locked."""
    standing = Visit.objects.filter(counter=counter, starts_at=starts_at).exclude(state=Visit.State.CANCELLED)
    taken = set(standing.exclude(pk=besides).values_list("seat", flat=True))
    return next((seat for seat in range(1, counter.seats + 1) if seat not in taken), None)


def is_offered(counter: Counter, starts_at: dt.datetime) -> bool:
    """Whether a counter offers this time at all, taken or not."""
    on = starts_at.astimezone(TBILISI).date()
    closures = {one.on: one.reason for one in counter.closures.filter(on=on)}
    day = _day(counter, on, Tally(), closures, calendar_here())
    is_near = today() <= on <= today() + dt.timedelta(days=counter.ahead_days)
    return is_near and any(one.starts_at == starts_at for one in day.free)


def next_free(counter: Counter, after: dt.date, at: dt.time) -> dt.datetime | None:
    """Where a visit goes whose day was closed: the next open day, at the time nearest to its own."""
    for day in offered_days(counter, since=after + dt.timedelta(days=1)):
        if day.free:
            wanted = dt.datetime.combine(day.on, at, TBILISI)
            return min(day.free, key=lambda one: abs(one.starts_at - wanted)).starts_at
    return None


def visits_of(person: Person | UUID) -> QuerySet[Visit]:
    """Everything somebody has booked, the latest first."""
    key = person.pk if isinstance(person, Person) else person
    return Visit.objects.filter(person=key).select_related(*_WHOLE).order_by("-starts_at")


def open_visits_of(person_id: UUID) -> int:
    """How many visits somebody has before them."""
    return Visit.objects.filter(person=person_id, state=Visit.State.BOOKED, starts_at__gt=now()).count()


def visits_on(on: dt.date, counter: Counter | None = None) -> Sequence[Visit]:
    """Who comes on a day, by time."""
    first = dt.datetime.combine(on, dt.time(), TBILISI)
    found = Visit.objects.filter(starts_at__gte=first, starts_at__lt=first + dt.timedelta(days=1))
    if counter is not None:
        found = found.filter(counter=counter)
    return list(found.select_related(*_WHOLE).order_by("starts_at", "counter", "seat"))


def visits_to_remind_of() -> QuerySet[Visit]:
    """Visits of tomorrow that nobody was reminded of."""
    first = dt.datetime.combine(today() + dt.timedelta(days=1), dt.time(), TBILISI)
    coming = Visit.objects.filter(
        state=Visit.State.BOOKED, starts_at__gte=first, starts_at__lt=first + dt.timedelta(days=1)
    )
    return coming.exclude(reminded_of__isnull=False, reminded_of__gte=first).select_related(*_WHOLE)[:50]


def _taken(counter: Counter, first: dt.date, last: dt.date) -> Tally[dt.datetime]:
    begin = dt.datetime.combine(first, dt.time(), TBILISI)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), TBILISI)
    standing = Visit.objects.filter(counter=counter, starts_at__gte=begin, starts_at__lt=end)
    return Tally(standing.exclude(state=Visit.State.CANCELLED).values_list("starts_at", flat=True))


def _day(
    counter: Counter,
    on: dt.date,
    taken: Tally[dt.datetime],
    closures: dict[dt.date, str],
    calendar: Calendar,
) -> OfferedDay:
    spans = [one.span for one in counter.hours.all() if one.weekday == on.weekday()]
    if not spans:
        return OfferedDay(on)
    if on in closures:
        return OfferedDay(on, closed_because=closures[on])
    off = calendar.day_off(on)
    # a weekend is no reason: whoever has hours on a Saturday receives people on it
    if off is not None and off.kind is not DayOffKind.WEEKEND:
        return OfferedDay(on, closed_because=off.name.ka if _is_georgian() else off.name.en)
    starts = (dt.datetime.combine(on, at, TBILISI) for at in starts_within(spans, counter.slot_minutes))
    return OfferedDay(on, tuple(_free(counter, starts, taken)))


def _free(counter: Counter, starts: Iterable[dt.datetime], taken: Tally[dt.datetime]) -> Iterable[FreeTime]:
    for starts_at in starts:
        left = counter.seats - taken[starts_at]
        if left > 0 and starts_at >= now() + SOONEST:
            yield FreeTime(starts_at, left)


def _is_georgian() -> bool:
    return (get_language() or "ka").startswith("ka")
