"""When news leaves: quiet hours, digests, and what never waits. Compared with a naive walk over the minutes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eroba.kernel.base.clock import TBILISI
from eroba.kernel.notify.phones import mobile_number
from eroba.kernel.notify.timing import Quiet, due_at

NIGHT = Quiet(22, 8)


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment in March 2026; the 2nd is a Monday."""
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=TBILISI)


@pytest.mark.parametrize(
    ("written", "pace", "quiet", "is_urgent", "due"),
    [
        (at(2, 14), "at_once", None, False, at(2, 14)),
        (at(2, 14), "at_once", NIGHT, False, at(2, 14)),
        (at(2, 23, 5), "at_once", NIGHT, False, at(3, 8)),
        (at(3, 3), "at_once", NIGHT, False, at(3, 8)),
        (at(3, 3), "at_once", NIGHT, True, at(3, 3)),
        (at(3, 3), "weekly", NIGHT, True, at(3, 3)),
        (at(2, 14), "daily", None, False, at(3, 8)),
        (at(2, 7, 59), "daily", None, False, at(2, 8)),
        (at(2, 8), "daily", None, False, at(3, 8)),
        (at(2, 14), "weekly", None, False, at(9, 8)),
        (at(8, 23), "weekly", None, False, at(9, 8)),
        (at(2, 14), "daily", Quiet(20, 10), False, at(3, 10)),
        (at(2, 13), "at_once", Quiet(12, 15), False, at(2, 15)),
    ],
)
def test_when_it_leaves(written, pace, quiet, is_urgent, due):
    assert due_at(written, pace, quiet, is_urgent=is_urgent) == due


hours = st.integers(0, 23)


@given(st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31)), hours, hours)
def test_nothing_leaves_in_quiet_hours_and_nothing_waits_longer_than_they_last(naive, start, end):
    if start == end:
        return
    quiet, moment = Quiet(start, end), naive.replace(tzinfo=TBILISI)
    due = due_at(moment, "at_once", quiet, is_urgent=False)
    assert not quiet.holds(due) and moment <= due < moment + dt.timedelta(hours=24)
    walked = moment
    while quiet.holds(walked):
        walked = (walked + dt.timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    assert due == walked


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("599 12 34 56", "+995599123456"),
        ("+995 599 123456", "+995599123456"),
        ("00995599123456", "+995599123456"),
        ("995599123456", "+995599123456"),
        ("0599123456", "+995599123456"),
        ("+49 171 1234567", "+491711234567"),
        ("0322 12 34 56", ""),
        ("+995322123456", ""),
        ("", ""),
        ("call me", ""),
        ("+1", ""),
    ],
)
def test_a_number_as_people_type_it(typed, number):
    assert mobile_number(typed) == number
