"""How the law is read when days are counted: each reading named, with its basis, and whether it was checked.

Article numbers come from secondary sources, so nothing here is marked verified; a lawyer of the town checks
a reading against the consolidated text. Pure data; the arithmetic is in counting.py.
"""

from dataclasses import dataclass
from enum import Enum


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue without translating it here: this module needs no framework."""
    return message


class LastDay(Enum):
    """What happens when the last day is not a working day."""

    MOVES_TO_WORKING_DAY = "moves_to_working_day"
    STAYS = "stays"


class StopDay(Enum):
    """Which edge of a stop counts: exactly one does, so a stop lifted on its own day costs nothing."""

    COUNTS = "counts"  # the stop day counts, the day the clock resumes does not
    LEFT_OUT = "left_out"  # the stop day does not count, the day the clock resumes does


@dataclass(frozen=True, slots=True)
class Reading:
    """How a clock reads the law where the law leaves a choice to those who count."""

    last_day: LastDay = LastDay.MOVES_TO_WORKING_DAY
    stop_day: StopDay = StopDay.COUNTS


USUAL_READING = Reading()


@dataclass(frozen=True, slots=True)
class Convention:
    """One documented choice: what is done, on what basis, and whether somebody checked it against the law."""

    code: str
    sentence: str
    basis: str
    verified: bool


_PERIODS = gettext_noop("Civil Code of Georgia, chapter on periods (article number not checked)")
_OUR_READING = gettext_noop("Our reading; no article found")

CONVENTIONS: tuple[Convention, ...] = (
    Convention(
        "first_day",
        gettext_noop("The day of the event is not counted; counting begins on the next day."),
        _PERIODS,
        verified=False,
    ),
    Convention(
        "month_end",
        gettext_noop(
            "A period in months ends on the day with the same number, or on the last day of a shorter month."
        ),
        _PERIODS,
        verified=False,
    ),
    Convention(
        "last_day",
        gettext_noop("If the last day is not a working day, the deadline moves to the next working day."),
        _PERIODS,
        verified=False,
    ),
    Convention(
        "stop_day",
        gettext_noop(
            "The day the clock stops still counts; the day it resumes does not, like any other event."
        ),
        _OUR_READING,
        verified=False,
    ),
    Convention(
        "month_length",
        gettext_noop(
            "The length of a month is fixed when the period begins; days the clock stood are added."
        ),
        _OUR_READING,
        verified=False,
    ),
    Convention(
        "not_due_while_stopped",
        gettext_noop("A deadline never falls on a day on which the clock stands."),
        _OUR_READING,
        verified=False,
    ),
    Convention(
        "extension_follows",
        gettext_noop("An extension begins on the day after the last counted day, before that day is moved."),
        _OUR_READING,
        verified=False,
    ),
    Convention(
        "suspension_cap",
        gettext_noop("When the longest allowed stop is used up, the clock runs again by itself."),
        _OUR_READING,
        verified=False,
    ),
)
