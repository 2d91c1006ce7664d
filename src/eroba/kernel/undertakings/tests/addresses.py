"""What stands behind the addresses of promises, for the walk through two towns."""

import datetime as dt
from typing import Any

from eroba.kernel.base.clock import today
from eroba.kernel.undertakings.actions import promise
from eroba.kernel.undertakings.models import Words


def furnish(hall: Any) -> dict[str, dict[str, str]]:
    """Makes a promise of the head of unit."""
    made = promise(
        hall.actor(hall.head),
        text=Words("სკამი", "A bench"),
        promised_by=Words("მერია", "Town hall"),
        due_on=today() + dt.timedelta(days=30),
    )
    named = {"number": made.matter.number}
    return {
        "undertakings:detail": named,
        "undertakings:desk_detail": named,
        "undertakings:desk_act": {**named, "act": "answer"},
    }
