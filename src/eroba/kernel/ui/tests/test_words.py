"""Dates, days left, numbers and money, said as people say them in both languages."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils.translation import override

from eroba.kernel.base.clock import TBILISI, at
from eroba.kernel.ui import dates, numbers
from eroba.kernel.ui.names import as_heading, as_read

THURSDAY = dt.date(2026, 3, 12)


@pytest.fixture(autouse=True)
def _on_the_fourth_of_march():
    with at(dt.date(2026, 3, 4)):
        yield


@pytest.mark.parametrize(
    ("language", "say", "words"),
    [
        ("ka", dates.in_words, "ხუთშაბათი, 12 მარტი"),
        ("en", dates.in_words, "Thursday 12 March"),
        ("ka", dates.on_day, "ხუთშაბათს, 12 მარტს"),
        ("en", dates.on_day, "on Thursday 12 March"),
        ("ka", dates.by_day, "ხუთშაბათის, 12 მარტის ჩათვლით"),
        ("en", dates.by_day, "by Thursday 12 March"),
        ("ka", dates.day_and_month, "12 მარტი"),
        ("en", dates.day_and_month, "12 March"),
        ("ka", dates.days_left, "დარჩა 8 დღე"),
        ("en", dates.days_left, "8 days left"),
    ],
)
def test_a_day_in_words(language, say, words) -> None:
    with override(language):
        assert say(THURSDAY) == words


def test_the_year_is_said_only_when_it_is_another_one() -> None:
    day = dt.date(2027, 8, 29)
    with override("ka"):
        assert dates.in_words(day) == "კვირა, 2027 წლის 29 აგვისტო"
        assert dates.by_day(day) == "კვირის, 2027 წლის 29 აგვისტოს ჩათვლით"
    with override("en"):
        assert dates.in_words(day) == "Sunday 29 August 2027"


@pytest.mark.parametrize(
    ("days", "georgian", "english"),
    [
        (-3, "ვადას 3 დღით გადასცდა", "3 days late"),
        (-1, "ვადას 1 დღით გადასცდა", "1 day late"),
        (0, "დღეს ბოლო დღეა", "today is the last day"),
        (1, "ხვალ ბოლო დღეა", "tomorrow is the last day"),
        (2, "დარჩა 2 დღე", "2 days left"),
    ],
)
def test_how_far_a_deadline_is(days, georgian, english) -> None:
    due = dt.date(2026, 3, 4) + dt.timedelta(days=days)
    with override("ka"):
        assert dates.days_left(due) == georgian
    with override("en"):
        assert dates.days_left(due) == english


def test_an_evening_in_london_is_already_tomorrow_in_tbilisi() -> None:
    moment = dt.datetime(2026, 3, 11, 21, 30, tzinfo=dt.UTC)
    with override("en"):
        assert dates.in_words(moment) == "Thursday 12 March"
        assert dates.moment_in_words(moment.astimezone(TBILISI)) == "Thursday 12 March, 01:30"


def test_nothing_is_said_of_no_day() -> None:
    for say in (dates.in_words, dates.on_day, dates.by_day, dates.days_left, dates.moment_in_words):
        assert say(None) == ""


@pytest.mark.parametrize("typed", ["3", "03", "march", "Mar", "მარტი", "მარტს", "მარტის", " March "])
def test_a_month_may_be_a_word(typed) -> None:
    assert dates.month_number(typed) == 3


@pytest.mark.parametrize("typed", ["13", "0", "ma", "", "მარ", "-1"])
def test_what_is_no_month_is_not_guessed(typed) -> None:
    assert dates.month_number(typed) is None


@pytest.mark.parametrize(
    ("value", "georgian", "english"),
    [
        ("1234.5", "1\xa0234,50\xa0₾", "1,234.50\xa0₾"),
        ("1234567", "1\xa0234\xa0567\xa0₾", "1,234,567\xa0₾"),
        (0, "0\xa0₾", "0\xa0₾"),
        ("-12.345", "−12,35\xa0₾", "−12.35\xa0₾"),
        (Decimal("0.1"), "0,10\xa0₾", "0.10\xa0₾"),
    ],
)
def test_money(value, georgian, english) -> None:
    with override("ka"):
        assert numbers.money(value) == georgian
    with override("en"):
        assert numbers.money(value) == english


def test_sizes() -> None:
    with override("ka"):
        assert numbers.file_size(84_200) == "84\xa0კბ"
        assert numbers.file_size(2_460_000) == "2,5\xa0მბ"
        assert numbers.file_size(12) == "1 კბ"


def test_names_are_written_in_the_letters_of_the_page() -> None:
    with override("en"):
        assert as_read("თეა ანდაზაძე") == "Tea Andazadze"
        assert as_read("Gia Head") == "Gia Head" and as_read(None) == ""
    with override("ka"):
        assert as_read("თეა ანდაზაძე") == "თეა ანდაზაძე"


@pytest.mark.parametrize(
    ("first", "last", "english", "georgian"),
    [
        ((2026, 3, 3), (2026, 3, 14), "3–14 March 2026", "2026 წლის 3–14 მარტი"),
        ((2026, 3, 15), (2026, 4, 13), "15 March – 13 April 2026", "2026 წლის 15 მარტი – 13 აპრილი"),
        ((2026, 6, 9), (2027, 4, 4), "9 June 2026 – 4 April 2027", "2026 წლის 9 ივნისი – 2027 წლის 4 აპრილი"),
        ((2026, 3, 3), (2026, 3, 3), "3 March 2026", "2026 წლის 3 მარტი"),
    ],
)
def test_a_stretch_of_days_says_month_and_year_once(first, last, english, georgian) -> None:
    for language, said in (("en", english), ("ka", georgian)):
        with override(language):
            assert dates.from_day_to_day(dt.date(*first), dt.date(*last)) == said


def test_a_heading_begins_large_only_where_its_script_does():
    assert as_heading("head of unit") == "Head of unit"
    assert as_heading("სამსახურის უფროსი") == "სამსახურის უფროსი", (
        "there is no large Georgian letter in our fonts"
    )
    assert as_heading("") == as_heading(None) == ""
