"""When news goes out: at once, after somebody's quiet hours, or in the next digest. Pure; moments in, moments out."""

import datetime as dt
from dataclasses import dataclass

from eroba.kernel.base.clock import TBILISI

DIGEST_HOUR = 8
MONDAY = 0


@dataclass(frozen=True)
class Quiet:
    """The hours in which nothing is sent, e.g. from 22 to 8; the same hour twice means none."""

    from_hour: int
    until_hour: int

    def holds(self, moment: dt.datetime) -> bool:
        """Whether a moment lies in the quiet hours."""
        hour = moment.astimezone(TBILISI).hour
        if self.from_hour <= self.until_hour:
            return self.from_hour <= hour < self.until_hour
        return hour >= self.from_hour or hour < self.until_hour

    def end_after(self, moment: dt.datetime) -> dt.datetime:
        """When the quiet hours that hold at a moment end."""
        return _next(moment, self.until_hour)


def due_at(moment: dt.datetime, pace: str, quiet: Quiet | None, *, is_urgent: bool) -> dt.datetime:
    """When news written at a moment may leave. What is urgent leaves at once, at any hour."""
    if is_urgent:
        return moment
    if pace == "daily":
        due = _next(moment, DIGEST_HOUR)
    elif pace == "weekly":
        due = _next(moment, DIGEST_HOUR)
        while due.astimezone(TBILISI).weekday() != MONDAY:
            due = _days_later(due, 1)
    else:
        due = moment
    return quiet.end_after(due) if quiet is not None and quiet.holds(due) else due


def _next(moment: dt.datetime, hour: int) -> dt.datetime:
    local = moment.astimezone(TBILISI)
    there = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return there if there > local else _days_later(there, 1)


def _days_later(moment: dt.datetime, days: int) -> dt.datetime:
    """The same hour on the clock, some days later."""
    return moment + dt.timedelta(days=days)
