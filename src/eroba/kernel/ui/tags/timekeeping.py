"""Time as components: the timeline of sentences and the clock that counts its days aloud."""

from collections.abc import Sequence
from datetime import date

from eroba.kernel.base.clock import today
from eroba.kernel.ui.components import Clock, Moment
from eroba.kernel.ui.dates import days_left

SOON_DAYS = 3
BAR_WIDTH = 400


def timeline(moments: Sequence[Moment]) -> dict[str, object]:
    """Tell what happened, one dated sentence after the other."""
    return {"moments": moments}


def clock(shown: Clock, *, now_on: date | None = None) -> dict[str, object]:
    """Show until when something is due, how long that is, and how the days were counted."""
    day = now_on or today()
    return {
        "clock": shown,
        "tone": _tone(shown, day),
        "gone": _gone(shown, day),
        "left": days_left(shown.due_on, day),
    }


def _tone(shown: Clock, day: date) -> str:
    if shown.state in ("stopped", "late"):
        return shown.state
    if shown.state == "met":
        return "good"
    if shown.due_on and shown.due_on < day:
        return "late"
    return "attention" if shown.due_on and (shown.due_on - day).days <= SOON_DAYS else "running"


def _gone(shown: Clock, day: date) -> int | None:
    """How much of the bar is gone, out of BAR_WIDTH; none where there is no span to show."""
    if not shown.started_on or not shown.due_on or shown.state != "running":
        return None
    whole = (shown.due_on - shown.started_on).days
    if whole <= 0:
        return None
    return max(0, min(BAR_WIDTH, (day - shown.started_on).days * BAR_WIDTH // whole))
