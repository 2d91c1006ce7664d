"""Cases counted by hand with a calendar on the table."""

from datetime import date, datetime

import pytest

from eroba.kernel.clocks.calendars import GEORGIA, Calendar, Name
from eroba.kernel.clocks.conventions import CONVENTIONS, LastDay, Reading, StopDay
from eroba.kernel.clocks.counting import (
    CountingError,
    DayKind,
    Extension,
    Pause,
    Period,
    Unit,
    appeal_window,
    count,
)

MONTH = Period(1, Unit.MONTHS)


def days(length: int) -> Period:
    return Period(length, Unit.CALENDAR_DAYS)


def working(length: int) -> Period:
    return Period(length, Unit.WORKING_DAYS)


def stop(stopped_on: date, resumed_on: date | None) -> Pause:
    return Pause(stopped_on, resumed_on, Name("აკლია დოკუმენტი", "a missing paper"), "GAC 83")


@pytest.mark.parametrize(
    ("event_on", "period", "due_on"),
    [
        # Across New Year: 1, 2 and 7 January are off, 3 and 4 January 2026 are a weekend.
        (date(2025, 12, 22), days(15), date(2026, 1, 6)),
        (date(2025, 12, 22), days(16), date(2026, 1, 8)),
        (date(2025, 12, 29), working(5), date(2026, 1, 8)),
        # Easter 2026 with National Unity Day: 9 to 13 April are off in one piece.
        (date(2026, 4, 7), working(3), date(2026, 4, 15)),
        (date(2026, 4, 7), days(3), date(2026, 4, 14)),
        # Months: the same number, or the last day of a shorter month, 29 February included.
        (date(2028, 1, 31), MONTH, date(2028, 2, 29)),
        (date(2028, 1, 29), MONTH, date(2028, 2, 29)),
        (date(2026, 1, 31), MONTH, date(2026, 3, 2)),
        (date(2026, 2, 28), MONTH, date(2026, 3, 30)),
        (date(2026, 4, 30), MONTH, date(2026, 6, 1)),
        (date(2024, 2, 29), Period(12, Unit.MONTHS), date(2025, 2, 28)),
        (date(2025, 12, 5), MONTH, date(2026, 1, 5)),
        # The days Europe changes its clocks (Georgia does not) are days like any other.
        (date(2026, 3, 27), working(1), date(2026, 3, 30)),
        (date(2026, 10, 23), days(3), date(2026, 10, 26)),
        # An event on a day off begins a period all the same.
        (date(2026, 5, 26), working(1), date(2026, 5, 27)),
    ],
)
def test_due_dates_without_a_stop(event_on: date, period: Period, due_on: date) -> None:
    assert count(event_on, period, GEORGIA).due_on == due_on


@pytest.mark.parametrize(
    ("period", "pauses", "due_on"),
    [
        # The stop reaches over the first due date, 16 June.
        (days(15), [stop(date(2026, 6, 10), date(2026, 6, 20))], date(2026, 6, 26)),
        # Stopped on the day it began: as if it began on the day it resumed.
        (days(15), [stop(date(2026, 6, 1), date(2026, 6, 5))], date(2026, 6, 22)),
        # Stopped and resumed on one day: nothing is lost.
        (days(15), [stop(date(2026, 6, 10), date(2026, 6, 10))], date(2026, 6, 16)),
        (days(15), [], date(2026, 6, 16)),
        # Stopped on the due day itself, which still counts.
        (days(15), [stop(date(2026, 6, 16), date(2026, 6, 30))], date(2026, 6, 16)),
        # The last day is a Saturday and the clock stands on the Monday it would move to.
        (days(5), [stop(date(2026, 6, 6), date(2026, 6, 9))], date(2026, 6, 10)),
        # Two stops that touch.
        (
            working(4),
            [stop(date(2026, 6, 3), date(2026, 6, 4)), stop(date(2026, 6, 2), date(2026, 6, 3))],
            date(2026, 6, 9),
        ),
        (MONTH, [stop(date(2026, 6, 10), date(2026, 6, 15))], date(2026, 7, 6)),
    ],
)
def test_due_dates_with_stops_from_1_june_2026(period: Period, pauses: list[Pause], due_on: date) -> None:
    assert count(date(2026, 6, 1), period, GEORGIA, pauses=pauses).due_on == due_on


def test_a_count_shows_every_day_with_its_reason() -> None:
    result = count(date(2026, 4, 7), working(2), GEORGIA)
    told = [(day.on.day, day.number, day.why.kind) for day in result.days]
    assert told == [
        (7, None, DayKind.EVENT),
        (8, 1, DayKind.COUNTED),
        (9, None, DayKind.HOLIDAY),
        (10, None, DayKind.HOLIDAY),
        (11, None, DayKind.HOLIDAY),
        (12, None, DayKind.HOLIDAY),
        (13, None, DayKind.HOLIDAY),
        (14, 2, DayKind.COUNTED),
    ]
    assert result.days[2].why.off.name.en == "National Unity Day"
    assert result.days[-1].why.is_last


def test_a_moved_deadline_shows_the_day_it_left_and_the_day_it_reached() -> None:
    result = count(date(2026, 6, 1), days(5), GEORGIA)
    assert result.last_counted_on == date(2026, 6, 6)
    assert result.is_moved
    assert result.days[-3].why.off.name.en == "Saturday"
    assert [day.why.kind for day in result.days[-2:]] == [DayKind.WEEKEND, DayKind.MOVED_HERE]
    assert result.days_left(date(2026, 6, 10)) == -2


def test_a_closure_of_the_town_hall_is_not_a_working_day() -> None:
    flood = Calendar(closures={date(2026, 6, 2): Name("წყალდიდობა", "Flood")})
    result = count(date(2026, 6, 1), working(1), flood)
    assert result.due_on == date(2026, 6, 3)
    assert result.days[1].why.kind is DayKind.CLOSURE


def test_the_cap_on_suspension_lets_the_clock_run_again() -> None:
    pauses = [stop(date(2026, 6, 3), date(2026, 6, 30))]
    result = count(date(2026, 6, 1), days(10), GEORGIA, pauses=pauses, cap_days=5)
    assert result.due_on == date(2026, 6, 16)
    assert result.stopped_days == 5


def test_a_standing_clock_gives_a_forecast_and_with_a_cap_a_certain_date() -> None:
    standing = [stop(date(2026, 6, 3), None)]
    forecast = count(date(2026, 6, 1), days(10), GEORGIA, pauses=standing, as_of=date(2026, 6, 12))
    assert (forecast.due_on, forecast.is_forecast) == (date(2026, 6, 22), True)
    latest = count(date(2026, 6, 1), days(10), GEORGIA, pauses=standing, cap_days=5)
    assert (latest.due_on, latest.is_forecast) == (date(2026, 6, 16), True)
    used_up = count(date(2026, 6, 1), days(10), GEORGIA, pauses=standing, cap_days=5, as_of=date(2026, 6, 12))
    assert (used_up.due_on, used_up.is_forecast) == (date(2026, 6, 16), False)
    with pytest.raises(CountingError, match="stands"):
        count(date(2026, 6, 1), days(10), GEORGIA, pauses=standing)


def test_an_extension_follows_the_last_counted_day() -> None:
    longer = Extension(days(15), "two experts have to be heard", "GAC 100")
    assert count(date(2026, 6, 1), days(15), GEORGIA, extension=longer).due_on == date(2026, 7, 1)
    # 28 February 2026 is a Saturday: the extension begins on Sunday, not after the moved deadline.
    result = count(date(2026, 1, 31), MONTH, GEORGIA, extension=longer)
    assert result.due_on == date(2026, 3, 16)
    assert sum(day.why.kind is DayKind.EXTENSION for day in result.days) == 15


def test_the_appeal_window_needs_proof_of_notification() -> None:
    assert appeal_window(None, MONTH, GEORGIA) is None
    # A month from 26 April ends on Independence Day.
    assert appeal_window(date(2026, 4, 26), MONTH, GEORGIA).due_on == date(2026, 5, 27)


def test_a_town_may_read_the_law_differently() -> None:
    stays = Reading(last_day=LastDay.STAYS)
    assert count(date(2026, 6, 1), days(5), GEORGIA, reading=stays).due_on == date(2026, 6, 6)
    left_out = Reading(stop_day=StopDay.LEFT_OUT)
    pauses = [stop(date(2026, 6, 1), date(2026, 6, 5))]
    assert count(date(2026, 6, 1), days(15), GEORGIA, pauses=pauses, reading=left_out).due_on == date(
        2026, 6, 19
    )


@pytest.mark.parametrize(
    "pauses",
    [
        [stop(date(2026, 5, 31), date(2026, 6, 2))],
        [stop(date(2026, 6, 2), date(2026, 6, 5)), stop(date(2026, 6, 4), date(2026, 6, 6))],
        [stop(date(2026, 6, 2), None), stop(date(2026, 6, 4), None)],
    ],
)
def test_impossible_stops_are_refused(pauses: list[Pause]) -> None:
    with pytest.raises(CountingError):
        count(date(2026, 6, 1), days(10), GEORGIA, pauses=pauses, as_of=date(2026, 6, 20))


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(CountingError):
        days(0)
    with pytest.raises(CountingError):
        stop(date(2026, 6, 2), date(2026, 6, 1))
    with pytest.raises(CountingError, match="Tbilisi"):
        count(datetime(2026, 6, 1, 23, 30), days(1), GEORGIA)


def test_ten_years_are_counted_too() -> None:
    result = count(date(2026, 1, 1), days(3660), GEORGIA)
    assert result.counted_days == 3660


def test_every_convention_names_its_basis_and_whether_it_was_checked() -> None:
    assert len({each.code for each in CONVENTIONS}) == len(CONVENTIONS)
    assert all(each.sentence and each.basis for each in CONVENTIONS)
