"""The count compared with a second implementation in random cases."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eroba.kernel.clocks.calendars import Calendar, Name
from eroba.kernel.clocks.counting import Count, Extension, Pause, Period, Unit, count
from eroba.kernel.clocks.tests import naive

EVENTS = st.dates(date(2019, 1, 1), date(2034, 12, 31))
PERIODS = st.one_of(
    st.builds(Period, st.integers(1, 120), st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS])),
    st.builds(Period, st.integers(1, 14), st.just(Unit.MONTHS)),
)
# Gaps and lengths, laid one after the other, so that pauses never overlap but may touch.
PAUSE_STEPS = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=4)
CASES = {
    "event_on": EVENTS,
    "period": PERIODS,
    "longer_by": st.none() | PERIODS,
    "steps": PAUSE_STEPS,
    "closed_after": st.sets(st.integers(1, 90), max_size=8),
    "cap_days": st.none() | st.integers(0, 40),
}
QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}


def lay_out(event_on: date, steps: list[tuple[int, int]]) -> list[tuple[date, date]]:
    """Turn gaps and lengths into stops and resumptions."""
    laid, on = [], event_on
    for gap, length in steps:
        stop = on + timedelta(gap)
        on = stop + timedelta(length)
        laid.append((stop, on))
    return laid


def check(
    event_on: date,
    period: Period,
    longer_by: Period | None,
    steps: list[tuple[int, int]],
    closed_after: set[int],
    cap_days: int | None,
) -> None:
    """Both ways of counting agree, and the days tell the same story as the due date."""
    laid = lay_out(event_on, steps)
    closures = {event_on + timedelta(days) for days in closed_after}
    result = count(
        event_on,
        period,
        Calendar(closures=dict.fromkeys(closures, Name("დახურულია", "Closed"))),
        pauses=[Pause(stop, resume, Name("აკლია დოკუმენტი", "missing paper")) for stop, resume in laid],
        extension=Extension(longer_by, "much to look into") if longer_by else None,
        cap_days=cap_days,
    )
    periods = [(each.length, each.unit.value) for each in (period, longer_by) if each]
    due_on, counted = naive.due(event_on, periods, laid, closures, cap_days)
    assert result.due_on == due_on
    assert [day.on for day in result.days if day.counted] == counted
    tells_one_story(result)


def tells_one_story(result: Count) -> None:
    """Every day appears once, in order, and the numbers run without a gap."""
    dates = [day.on for day in result.days]
    assert dates == [result.event_on + timedelta(step) for step in range(len(dates))]
    assert dates[-1] == result.due_on
    assert [day.number for day in result.days if day.counted] == list(range(1, result.counted_days + 1))
    assert [day.on for day in result.days if day.why.is_last][-1] == result.due_on
    assert not result.is_forecast


@settings(max_examples=300, **QUIET)
@given(**CASES)
def test_agrees_with_the_second_implementation(**case) -> None:
    check(**case)


@pytest.mark.full
@settings(max_examples=10_000, **QUIET)
@given(**CASES)
def test_agrees_with_the_second_implementation_in_ten_thousand_cases(**case) -> None:
    check(**case)
