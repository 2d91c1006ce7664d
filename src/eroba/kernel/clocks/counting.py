"""Counts a legal period day by day, so that the due date and its explanation are one result.

Pure dates without a framework: no database, no language, no time of day (a deadline is a date in Tbilisi).
Which days are off is asked of calendars.py; how the law is read is listed in conventions.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from eroba.kernel.clocks.calendars import Calendar, DayOff, DayOffKind
from eroba.kernel.clocks.conventions import USUAL_READING, LastDay, Reading
from eroba.kernel.clocks.periods import (
    LONGEST_WALK_DAYS,
    CountingError,
    Extension,
    Pause,
    Period,
    Unit,
    require_dates,
    stopped_days,
)

__all__ = [
    "Count",
    "CountedDay",
    "CountingError",
    "DayKind",
    "Extension",
    "Pause",
    "Period",
    "Unit",
    "Why",
    "appeal_window",
    "count",
]

ONE_DAY = timedelta(days=1)


class DayKind(Enum):
    """What a day did to the count."""

    EVENT = "event"
    COUNTED = "counted"
    EXTENSION = "extension"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    STOPPED = "stopped"
    MOVED_HERE = "moved_here"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a day was counted or not, without words: explanation.py makes the sentence."""

    kind: DayKind
    off: DayOff | None = None
    pause: Pause | None = None
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of the count: its date, whether it was counted, as which number, and why."""

    on: date
    counted: bool
    number: int | None
    why: Why


@dataclass(frozen=True, slots=True)
class Count:
    """A due date with every day that led to it.

    `last_counted_on` is the end before it moved to a working day. `is_forecast` says that the clock stands
    and the date supposes that it resumes on the day the count was asked for (or when the cap is used up).
    """

    event_on: date
    due_on: date
    last_counted_on: date
    counted_days: int
    stopped_days: int
    is_forecast: bool
    days: tuple[CountedDay, ...]

    @property
    def is_moved(self) -> bool:
        """Whether the deadline was moved because its last day was not one to act on."""
        return self.due_on != self.last_counted_on

    def days_left(self, today: date) -> int:
        """Calendar days from today to the due date; negative when it has passed."""
        return (self.due_on - today).days


def count(
    event_on: date,
    period: Period,
    calendar: Calendar,
    *,
    pauses: Sequence[Pause] = (),
    extension: Extension | None = None,
    cap_days: int | None = None,
    as_of: date | None = None,
    reading: Reading = USUAL_READING,
) -> Count:
    """Count a period from the day of an event and keep every day with its reason.

    `cap_days` is the longest total of calendar days the clock may stand. An open pause needs `as_of` (the
    date supposes that the clock resumes then) or a cap. Raises CountingError for what cannot be counted.
    """
    require_dates(event_on, as_of)
    stopped = stopped_days(event_on, pauses, cap_days, as_of, reading.stop_day)
    walk = _Walk(event_on, calendar, stopped)
    walk.count_segment(period, DayKind.COUNTED)
    if extension:
        walk.count_segment(extension.by, DayKind.EXTENSION)
    last_counted_on = walk.on
    walk.mark_last()
    if reading.last_day is LastDay.MOVES_TO_WORKING_DAY:
        walk.move_to_working_day()
    stands = any(pause.resumed_on is None and pause.stopped_on <= walk.on for pause in pauses)
    cap_is_used_up = as_of is not None and cap_days is not None and len(stopped) >= cap_days
    return Count(
        event_on=event_on,
        due_on=walk.on,
        last_counted_on=last_counted_on,
        counted_days=walk.number,
        stopped_days=sum(day.why.kind is DayKind.STOPPED for day in walk.days),
        is_forecast=stands and not cap_is_used_up,
        days=tuple(walk.days),
    )


def appeal_window(
    notified_on: date | None, period: Period, calendar: Calendar, *, reading: Reading = USUAL_READING
) -> Count | None:
    """The time to appeal, counted from the proven day of notification; None while there is no proof.

    Without proof the window has not begun, so no date may be shown and no appeal is late.
    """
    return None if notified_on is None else count(notified_on, period, calendar, reading=reading)


class _Walk:
    """Walks from day to day and writes down what each one did to the count."""

    def __init__(self, event_on: date, calendar: Calendar, stopped: Mapping[date, Pause]) -> None:
        self.on, self.calendar, self.stopped = event_on, calendar, stopped
        self.number = 0
        self.days = [CountedDay(event_on, False, None, Why(DayKind.EVENT))]

    def count_segment(self, period: Period, kind: DayKind) -> None:
        left = period.days_after(self.on)
        while left:
            self._next_day()
            why = self._why_not(period.unit)
            if why is None:
                self.number += 1
                left -= 1
                self.days.append(CountedDay(self.on, True, self.number, Why(kind)))
            else:
                self.days.append(CountedDay(self.on, False, None, why))

    def mark_last(self) -> None:
        last = self.days[-1]
        self.days[-1] = replace(last, why=replace(last.why, is_last=True))

    def move_to_working_day(self) -> None:
        off = self.calendar.day_off(self.on)
        if off is None:
            return
        last = self.days[-1]
        self.days[-1] = replace(last, why=replace(last.why, off=off))
        self._next_day()
        while why := self._why_not(Unit.WORKING_DAYS):
            self.days.append(CountedDay(self.on, False, None, why))
            self._next_day()
        self.days.append(CountedDay(self.on, False, None, Why(DayKind.MOVED_HERE, is_last=True)))

    def _next_day(self) -> None:
        if len(self.days) > LONGEST_WALK_DAYS:
            raise CountingError(f"No end found within {LONGEST_WALK_DAYS} days.")
        self.on += ONE_DAY

    def _why_not(self, unit: Unit) -> Why | None:
        if pause := self.stopped.get(self.on):
            return Why(DayKind.STOPPED, pause=pause)
        off = self.calendar.day_off(self.on) if unit is Unit.WORKING_DAYS else None
        return Why(_KIND_OF_DAY_OFF[off.kind], off=off) if off else None


_KIND_OF_DAY_OFF = {
    DayOffKind.WEEKEND: DayKind.WEEKEND,
    DayOffKind.HOLIDAY: DayKind.HOLIDAY,
    DayOffKind.CLOSURE: DayKind.CLOSURE,
}
