"""Working days of Georgia: own names, Easter, and what a town adds."""

from datetime import date, timedelta

import pytest
from holidays import country_holidays

from eroba.kernel.clocks.calendars import (
    GEORGIA,
    HOLIDAY_NAMES,
    Calendar,
    DayOffKind,
    Name,
    georgian_holidays,
)
from eroba.kernel.clocks.tests import naive

YEARS = range(2019, 2041)


def test_every_holiday_of_the_library_has_a_name_of_ours() -> None:
    for year in YEARS:
        found = country_holidays("GE", years=year, language="en_US")
        for on in found:
            assert set(found.get_list(on)) <= set(HOLIDAY_NAMES), on


def test_holidays_agree_with_a_list_written_by_hand() -> None:
    on = date(YEARS[0], 1, 1)
    while on.year in YEARS:
        assert (on in georgian_holidays(on.year)) == naive.is_holiday(on), on
        on += timedelta(1)


def test_orthodox_easter_2026_is_four_days_off() -> None:
    easter_days = [date(2026, 4, day) for day in (10, 11, 12, 13)]
    assert [GEORGIA.day_off(on).name.en.split(",")[0] for on in easter_days] == [
        "Good Friday",
        "Holy Saturday",
        "Easter Sunday",
        "Easter Monday",
    ]
    assert GEORGIA.is_working(date(2026, 4, 14))


def test_two_holidays_on_one_date_show_both_names() -> None:
    on = next(
        on for year in range(1991, 2100) for on, name in georgian_holidays(year).items() if ";" in name.en
    )
    assert georgian_holidays(on.year)[on].ka.count(";") == georgian_holidays(on.year)[on].en.count(";") == 1


def test_a_town_adds_closures_and_holidays_and_works_on_a_saturday() -> None:
    calendar = Calendar(
        closures={date(2026, 6, 10): Name("წყალდიდობა", "Flood")},
        added_holidays={date(2026, 6, 11): Name("ოზურგეთობა", "Day of Ozurgeti")},
        worked_anyway=frozenset({date(2026, 6, 13), date(2026, 5, 26)}),
    )
    assert calendar.day_off(date(2026, 6, 10)).kind is DayOffKind.CLOSURE
    assert calendar.day_off(date(2026, 6, 11)).kind is DayOffKind.HOLIDAY
    assert calendar.is_working(date(2026, 6, 13))
    assert calendar.is_working(date(2026, 5, 26))
    assert not calendar.is_working(date(2026, 6, 14))


def test_a_calendar_without_a_working_day_is_refused() -> None:
    with pytest.raises(ValueError, match="working weekday"):
        Calendar(weekend=frozenset(range(7)))


def test_a_missing_translation_falls_back_to_georgian() -> None:
    assert Name("გიორგობა", "").in_language("en") == "გიორგობა"
    assert Name("გიორგობა", "Saint George's Day").in_language("hy") == "Saint George's Day"
