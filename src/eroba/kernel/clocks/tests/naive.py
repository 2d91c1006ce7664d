"""A second, deliberately simple way to count a period: the tests compare it with the room's own.

Shares no code with the room: own holiday list, Easter and months from dateutil, one loop per question.
"""

from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, easter
from dateutil.relativedelta import relativedelta

FIXED = [
    "0101",
    "0102",
    "0107",
    "0119",
    "0303",
    "0308",
    "0409",
    "0509",
    "0512",
    "0526",
    "0828",
    "1014",
    "1123",
]
ONE_OFF = {date(2024, 5, 17), date(2025, 8, 29)}


def is_holiday(on: date) -> bool:
    """Whether the day is a public holiday of Georgia, from a list written by hand."""
    if on.strftime("%m%d") in FIXED or on in ONE_OFF:
        return True
    if on.year >= 2025 and (on.month, on.day) == (5, 17):
        return True
    return -2 <= (on - easter(on.year, EASTER_ORTHODOX)).days <= 1


def is_off(on: date, closures: set[date]) -> bool:
    """Whether nobody works on the day."""
    return on.isoweekday() > 5 or is_holiday(on) or on in closures


def is_stopped(on: date, pauses: list[tuple[date, date]], after: date, cap: int | None) -> bool:
    """Whether the clock stands on the day: after the stop, up to the day it resumes, within the cap."""
    used = 0
    for stop, resume in sorted(pauses):
        each = stop
        while each < resume:
            each += timedelta(1)
            if each <= after:
                continue
            used += 1
            if each == on:
                return cap is None or used <= cap
    return False


def due(
    event: date,
    periods: list[tuple[int, str]],
    pauses: list[tuple[date, date]],
    closures: set[date],
    cap: int | None,
) -> tuple[date, list[date]]:
    """The due date and the counted dates of a period and, where there are two, its extension."""
    counted: list[date] = []
    last = event
    for length, unit in periods:
        wanted = length if unit != "months" else (last + relativedelta(months=length) - last).days
        here: list[date] = []
        on = last
        while len(here) < wanted:
            on += timedelta(1)
            if is_stopped(on, pauses, event, cap):
                continue
            if unit == "working_days" and is_off(on, closures):
                continue
            here.append(on)
        counted += here
        last = here[-1]
    while is_off(last, closures) or is_stopped(last, pauses, event, cap):
        # Once the last day has moved, it may not stop on a day the clock stands either.
        last += timedelta(1)
    return last, counted
