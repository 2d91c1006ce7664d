"""Turns the clocks of a case into what the face draws."""

from collections.abc import Iterable

from eroba.kernel.base.clock import today
from eroba.kernel.clocks.calendars import Calendar
from eroba.kernel.clocks.law import Duty
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.presentation import present
from eroba.kernel.ui.components import Clock as ShownClock
from eroba.kernel.ui.components import CountedDay

_STATES = {"running": "running", "paused": "stopped", "met": "met", "late": "late"}


def shown_clock(clock: Clock, calendar: Calendar) -> ShownClock:
    """Show a clock with every day counted aloud."""
    face = present(clock, today(), calendar=calendar)
    return ShownClock(
        what=face.title,
        due_on=face.due_on,
        state=_STATES[clock.state],
        basis=face.basis,
        started_on=face.event_on,
        note=face.summary if face.is_forecast or clock.extension_length else face.period,
        days=[CountedDay(day.on, day.number, day.sentence) for day in face.days],
    )


def open_first(clocks: Iterable[Clock]) -> list[Clock]:
    """Open clocks, the nearest first, clocks that stand last; a chance the applicant let pass is no longer shown."""
    shown = (clock for clock in clocks if clock.is_open and not is_over(clock))
    return sorted(shown, key=lambda clock: (clock.due_on is None, clock.due_on, clock.pk))


def is_over(clock: Clock) -> bool:
    """Whether this was a chance of the applicant's whose time has passed; only the town hall can be late."""
    return clock.is_open and clock.duty == Duty.APPLICANT.value and clock.is_late(today())
