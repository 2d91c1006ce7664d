"""What the actions on clocks share: the lock, the stored due date, and what the journal is told."""

from datetime import date, timedelta
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.clocks.calendars import Calendar
from eroba.kernel.clocks.facts import ClockFact
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import latest_count_of

F = TypeVar("F", bound=ClockFact)


def lock(clock: Clock, *states: object) -> None:
    """Hold the clock until the action ends, and refuse if somebody changed it after it was read."""
    clock.refresh_from_db(from_queryset=Clock.objects.select_for_update())
    if clock.state not in states:
        raise Refusal(_("Somebody changed this deadline a moment ago. Please look at it again."))


def recount(clock: Clock, calendar: Calendar | None = None) -> None:
    """Write the due date that follows from stops and extension; empty while it stands without a cap."""
    counted = latest_count_of(clock, calendar=calendar)
    clock.due_on = counted.due_on if counted else None
    clock.warn_on = counted.due_on - timedelta(days=clock.warn_days) if counted else None
    if clock.warn_on is None or clock.warn_on > today():
        clock.due_soon_announced_on = None
    if clock.state == Clock.State.LATE and not clock.is_late(today()):
        clock.state = Clock.State.RUNNING


def told(kind: type[F], clock: Clock, **values: date | None) -> F:
    """Make a fact about this clock."""
    return kind(
        matter_id=clock.subject_id,
        clock_id=clock.pk,
        code=clock.code,
        title_ka=clock.title_ka,
        title_en=clock.title_en,
        **values,
    )


def state_of(clock: Clock) -> dict[str, object]:
    """What the journal keeps of a clock before and after; no reasons, they may speak of a person."""
    return {"clock": clock.pk, "code": clock.code, "state": clock.state, "due_on": clock.due_on}


def require_text(text: str, message: object) -> str:
    """The text without blanks around it; refuses an empty one in words."""
    if not text.strip():
        raise BadInput(message)  # type: ignore[arg-type]
    return text.strip()


def require_past(on: date | None, *, not_before: date) -> date:
    """The day something happened: today unless said otherwise, never in the future nor before its cause."""
    day = on or today()
    if day > today():
        raise BadInput(_("This day lies in the future."))
    if day < not_before:
        raise BadInput(_("This day lies before the deadline began or was last changed."))
    return day
