"""What a count is made from: periods, pauses and extensions as the law and the clerk state them.

Pure dates without a framework. The counting itself is in counting.py.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import pairwise

from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.conventions import StopDay

LONGEST_PERIOD_DAYS = 3_660
# A guard against a calendar that leaves nothing to count, far beyond any lawful deadline.
LONGEST_WALK_DAYS = 20_000


class CountingError(ValueError):
    """What was asked cannot be counted; a programming or set-up mistake, not something a resident reads."""


class Unit(Enum):
    """What a period is measured in."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as the law writes it: 15 calendar days, 10 working days, 1 month."""

    length: int
    unit: Unit

    def __post_init__(self) -> None:
        longest = LONGEST_PERIOD_DAYS // 31 if self.unit is Unit.MONTHS else LONGEST_PERIOD_DAYS
        if not 1 <= self.length <= longest:
            raise CountingError(f"A period has 1 to {longest} {self.unit.value}, not {self.length}.")

    def days_after(self, on: date) -> int:
        """How many days have to be counted after this date; months become the days they have from here on."""
        if self.unit is Unit.MONTHS:
            return (same_day_after_months(on, self.length) - on).days
        return self.length


@dataclass(frozen=True, slots=True)
class Pause:
    """A lawful stop of the clock, with its reason and basis; still open while `resumed_on` is None."""

    stopped_on: date
    resumed_on: date | None
    reason: Name
    basis: str = ""

    def __post_init__(self) -> None:
        require_dates(self.stopped_on, self.resumed_on)
        if self.resumed_on and self.resumed_on < self.stopped_on:
            raise CountingError("A clock cannot resume before it stopped.")


@dataclass(frozen=True, slots=True)
class Extension:
    """The one lawful, reasoned extension of a period."""

    by: Period
    reason: str
    basis: str = ""


def same_day_after_months(on: date, months: int) -> date:
    """The day with the same number so many months later, or the last day of a month too short for it."""
    years, month_index = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(years, month_index + 1, min(on.day, monthrange(years, month_index + 1)[1]))


def stopped_days(
    event_on: date, pauses: Sequence[Pause], cap_days: int | None, as_of: date | None, stop_day: StopDay
) -> Mapping[date, Pause]:
    """The days on which the clock stands, each with its pause, up to the cap in calendar days."""
    in_order = sorted(pauses, key=lambda pause: (pause.stopped_on, pause.resumed_on or date.max))
    _require_lawful_order(event_on, in_order)
    at_most = LONGEST_WALK_DAYS if cap_days is None else cap_days
    stopped: dict[date, Pause] = {}
    for pause in in_order:
        for on in _days_of(pause, as_of, stop_day, cap_days):
            # The day of the event is never counted, so a stop on that day uses nothing of the cap.
            if on > event_on and len(stopped) < at_most:
                stopped[on] = pause
    return stopped


def _days_of(pause: Pause, as_of: date | None, stop_day: StopDay, cap_days: int | None) -> Iterator[date]:
    until = pause.resumed_on
    if until is None and as_of is not None:
        until = max(as_of, pause.stopped_on)
    if until is None and cap_days is not None:
        until = pause.stopped_on + timedelta(days=cap_days + 1)
    if until is None:
        raise CountingError("The clock stands: say as of which day to count, or give a cap.")
    first = 1 if stop_day is StopDay.COUNTS else 0
    for offset in range((until - pause.stopped_on).days):
        yield pause.stopped_on + timedelta(days=offset + first)


def _require_lawful_order(event_on: date, in_order: Sequence[Pause]) -> None:
    if in_order and in_order[0].stopped_on < event_on:
        raise CountingError("A clock cannot stop before it started.")
    for earlier, later in pairwise(in_order):
        if earlier.resumed_on is None or later.stopped_on < earlier.resumed_on:
            raise CountingError("A clock that stands cannot be stopped again.")


def require_dates(*given: date | None) -> None:
    """Refuse moments: a moment compared with dates would shift a deadline without a word."""
    if any(isinstance(each, datetime) for each in given):
        raise CountingError("Deadlines are counted in dates; turn the moment into a date in Tbilisi first.")
