"""Months, half-years and years as short codes (`2026-03`, `2026-H1`, `2026`), and how they lie in each other."""

import datetime as dt

MONTH, HALF, YEAR = "month", "half", "year"


def month_of(day: dt.date) -> str:
    """The month a day lies in."""
    return f"{day.year}-{day.month:02}"


def half_of(month: str) -> str:
    """The half-year a month lies in."""
    return f"{month[:4]}-H{1 if int(month[5:]) <= 6 else 2}"


def year_of(period: str) -> str:
    """The year a month or a half-year lies in."""
    return period[:4]


def kind_of(period: str) -> str:
    """Whether a code means a month, a half-year or a year."""
    if len(period) == 4:
        return YEAR
    return HALF if "H" in period else MONTH


def last_month_of(period: str) -> str:
    """The month with which a period ends."""
    ends = {YEAR: "12", HALF: "06" if period.endswith("H1") else "12"}
    kind = kind_of(period)
    return period if kind == MONTH else f"{period[:4]}-{ends[kind]}"


def first_day_of(month: str) -> dt.date:
    """The first day of a month."""
    return dt.date(int(month[:4]), int(month[5:]), 1)


def month_before(month: str, count: int = 1) -> str:
    """The month so many months earlier."""
    place = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{place // 12}-{place % 12 + 1:02}"


def months_between(first: str, last: str) -> list[str]:
    """Every month from the first to the last, both included."""
    found, month = [], first
    while month <= last:
        found.append(month)
        month = month_before(month, -1)
    return found


def last_closed_month(today: dt.date) -> str:
    """The last month that is over."""
    return month_before(month_of(today))
