"""What the worker does each minute for a town: let capped stops end, announce what is near or has passed."""

from datetime import date

from eroba.kernel.actions import Actor, system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.clocks.actions import announce_due_soon, announce_passed, resume_clock
from eroba.kernel.clocks.counting import Count, DayKind
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import calendar_here, latest_count_of

State = Clock.State


def announce_due_and_late() -> int:
    """Announce deadlines of this town that are near or have passed, each once; returns how many.

    Safe to repeat and to interrupt: each clock is its own action and remembers what was said.
    """
    by, day = system_actor("worker"), today()
    _end_capped_stops(by, day)
    running = Clock.objects.filter(state=State.RUNNING)
    passed = list(running.filter(due_on__lt=day))
    near = list(running.filter(warn_on__lte=day, due_on__gte=day, due_soon_announced_on__isnull=True))
    for clock in passed:
        announce_passed(by, clock=clock)
    for clock in near:
        announce_due_soon(by, clock=clock)
    return len(passed) + len(near)


def _end_capped_stops(by: Actor, day: date) -> None:
    standing = Clock.objects.filter(state=State.PAUSED, cap_days__isnull=False).prefetch_related("pauses")
    calendar = calendar_here() if standing else None
    for clock in standing:
        counted = latest_count_of(clock, calendar=calendar)
        last_stopped_on = _last_stopped_day(counted) if counted else None
        if last_stopped_on and last_stopped_on < day:
            resume_clock(by, clock=clock, on=last_stopped_on)


def _last_stopped_day(counted: Count) -> date | None:
    return max((day.on for day in counted.days if day.why.kind is DayKind.STOPPED), default=None)
