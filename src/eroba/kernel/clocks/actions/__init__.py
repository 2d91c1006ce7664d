"""The only place where clocks, their rules and the town's calendar are written."""

from eroba.kernel.clocks.actions.announcing import announce_due_soon, announce_passed
from eroba.kernel.clocks.actions.running import (
    extend_clock,
    meet_clock,
    reopen_clock,
    resume_clock,
    start_clock,
    stop_clock,
)
from eroba.kernel.clocks.actions.setting import (
    remove_calendar_day,
    set_calendar_day,
    set_clock_rule,
    withdraw_clock_rule,
)

__all__ = [
    "announce_due_soon",
    "announce_passed",
    "extend_clock",
    "meet_clock",
    "remove_calendar_day",
    "reopen_clock",
    "resume_clock",
    "set_calendar_day",
    "set_clock_rule",
    "start_clock",
    "stop_clock",
    "withdraw_clock_rule",
]
