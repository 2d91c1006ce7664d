"""The words of a count, in English and in Georgian."""

from datetime import date

import pytest
from django.utils.translation import override

from eroba.kernel.clocks.calendars import GEORGIA, Calendar, Name
from eroba.kernel.clocks.counting import Extension, Pause, Period, Unit, count
from eroba.kernel.clocks.explanation import period_in_words, sentence, sentence_for_public, summary

CALENDAR = Calendar(closures={date(2026, 6, 3): Name("წყალდიდობა", "Flood")})
NO_CERTIFICATE = Name("ცნობა შემოსავლის შესახებ აკლია", "no certificate of income")


def example() -> list:
    """Five working days with a closure and a stop, then a short extension that ends on a Saturday."""
    return count(
        date(2026, 5, 25),
        Period(5, Unit.WORKING_DAYS),
        CALENDAR,
        pauses=[Pause(date(2026, 6, 1), date(2026, 6, 2), NO_CERTIFICATE)],
        extension=Extension(Period(1, Unit.CALENDAR_DAYS), "one more look"),
    )


def test_every_day_has_a_sentence_in_english() -> None:
    with override("en"):
        told = {day.on.isoformat()[5:]: sentence(day) for day in example().days}
    assert told == {
        "05-25": "The day it began; counting starts on the next day",
        "05-26": "Not counted: public holiday (Independence Day)",
        "05-27": "Day 1",
        "05-28": "Day 2",
        "05-29": "Day 3",
        "05-30": "Not counted: weekend (Saturday)",
        "05-31": "Not counted: weekend (Sunday)",
        "06-01": "Day 4",
        "06-02": "Not counted: the clock stood (no certificate of income)",
        "06-03": "Not counted: the town hall is closed (Flood)",
        "06-04": "Day 5",
        "06-05": "Day 6, the last: the deadline",
    }


def test_every_day_has_a_sentence_in_georgian() -> None:
    with override("ka"):
        told = [sentence(day) for day in example().days]
    assert told[1] == "არ ითვლება: უქმე დღე (დამოუკიდებლობის დღე)"
    assert told[8] == "არ ითვლება: ვადა შეჩერებულია (ცნობა შემოსავლის შესახებ აკლია)"
    assert told[5] == "არ ითვლება: დასვენების დღე (შაბათი)"


def test_a_moved_deadline_says_so() -> None:
    result = count(date(2026, 6, 1), Period(5, Unit.CALENDAR_DAYS), GEORGIA)
    with override("en"):
        assert sentence(result.days[5]) == (
            "Day 5, the last; not a working day (Saturday), so the deadline moves"
        )
        assert sentence(result.days[-1]) == "The deadline: the next working day"
        assert summary(result) == "5 days counted; moved to the next working day"


def test_the_public_does_not_read_what_a_clerk_wrote_about_the_case() -> None:
    stopped = next(day for day in example().days if day.why.pause)
    with override("en"):
        assert sentence_for_public(stopped) == "Not counted: the clock stood"


@pytest.mark.parametrize(
    ("language", "period", "words"),
    [
        ("en", Period(1, Unit.MONTHS), "1 month"),
        ("en", Period(10, Unit.WORKING_DAYS), "10 working days"),
        ("ka", Period(1, Unit.MONTHS), "1 თვე"),
        ("ka", Period(10, Unit.WORKING_DAYS), "10 სამუშაო დღე"),
        ("ka", Period(15, Unit.CALENDAR_DAYS), "15 კალენდარული დღე"),
    ],
)
def test_periods_are_written_as_the_law_does(language: str, period: Period, words: str) -> None:
    with override(language):
        assert period_in_words(period) == words
