"""Which days are working days: weekends, the public holidays of Georgia, closures and holidays a town adds.

Pure dates without a framework. How days are counted is left to counting.py, the words to explanation.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache

import holidays

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is data (a holiday, a closure), in Georgian and in English."""

    ka: str
    en: str

    def in_language(self, language: str) -> str:
        """The name in the language asked for; the Georgian one stands in for a missing translation."""
        if language.startswith("ka"):
            return self.ka
        return self.en or self.ka


class DayOffKind(Enum):
    """Why a day is not a working day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not a working day, with the reason a person will read."""

    kind: DayOffKind
    name: Name


WEEKDAY_NAMES = (
    Name("ორშაბათი", "Monday"),
    Name("სამშაბათი", "Tuesday"),
    Name("ოთხშაბათი", "Wednesday"),
    Name("ხუთშაბათი", "Thursday"),
    Name("პარასკევი", "Friday"),
    Name("შაბათი", "Saturday"),
    Name("კვირა", "Sunday"),
)

# The library's own Georgian names are partly in the wrong case or colloquial, so the table is ours.
# Keys are the library's English names; a test fails when it learns a name that is missing here.
HOLIDAY_NAMES: Mapping[str, Name] = {
    "New Year's Day": Name("ახალი წელი", "New Year"),
    "Christmas Day": Name("ქრისტეშობა", "Christmas"),
    "Epiphany": Name("ნათლისღება", "Epiphany"),
    "Mother's Day": Name("დედის დღე", "Mother's Day"),
    "International Women's Day": Name("ქალთა საერთაშორისო დღე", "International Women's Day"),
    "National Unity Day": Name("ეროვნული ერთიანობის დღე", "National Unity Day"),
    "Good Friday": Name("დიდი პარასკევი", "Good Friday"),
    "Holy Saturday": Name("დიდი შაბათი", "Holy Saturday"),
    "Easter Sunday": Name("აღდგომა", "Easter Sunday"),
    "Easter Monday": Name(
        "აღდგომის მეორე დღე, მიცვალებულთა მოხსენიების დღე",
        "Easter Monday, day of the departed",
    ),
    "Day of Victory over Fascism": Name("ფაშიზმზე გამარჯვების დღე", "Day of Victory over Fascism"),
    "Saint Andrew's Day": Name("წმინდა ანდრია პირველწოდებულის დღე", "Saint Andrew's Day"),
    "Day of Family Sanctity and Respect for Parents": Name(
        "ოჯახის სიწმინდისა და მშობლების პატივისცემის დღე", "Day of Family Sanctity and Respect for Parents"
    ),
    "Independence Day": Name("დამოუკიდებლობის დღე", "Independence Day"),
    "Dormition of the Mother of God": Name("მარიამობა", "Dormition of the Mother of God"),
    "Holiday of Svetitskhovloba, Robe of Jesus": Name("სვეტიცხოვლობა", "Svetitskhovloba"),
    "Saint George's Day": Name("გიორგობა", "Saint George's Day"),
    "Public Holiday": Name("მთავრობის გამოცხადებული უქმე დღე", "Day off declared by the government"),
}


@lru_cache(maxsize=256)
def georgian_holidays(year: int) -> Mapping[date, Name]:
    """The public holidays of Georgia in a year, by date; Orthodox Easter is worked out, not listed.

    Basis: Labour Code of Georgia, list of public holidays (read through the `holidays` library).
    """
    found = holidays.country_holidays("GE", years=year, language="en_US")
    return {on: _one_name([_own_name(each) for each in found.get_list(on)]) for on in sorted(found)}


def _own_name(library_name: str) -> Name:
    return HOLIDAY_NAMES.get(library_name, Name(library_name, library_name))


def _one_name(names: list[Name]) -> Name:
    # Two holidays can share a date, such as Easter Monday and 9 May: both names are shown.
    return Name("; ".join(name.ka for name in names), "; ".join(name.en for name in names))


@dataclass(frozen=True)
class Calendar:
    """Working days of one town: national holidays and weekend, with what the town closes or works besides.

    `closures` are single days the office is shut, `added_holidays` are days off declared by a public act,
    `worked_anyway` are days off that were made working days.
    """

    closures: Mapping[date, Name] = field(default_factory=dict)
    added_holidays: Mapping[date, Name] = field(default_factory=dict)
    worked_anyway: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})

    def __post_init__(self) -> None:
        if len(self.weekend) > 6:
            raise ValueError("A calendar needs at least one working weekday.")

    def day_off(self, on: date) -> DayOff | None:
        """Why this day is not a working day; None when it is one. A holiday is named before a weekend."""
        if on in self.worked_anyway:
            return None
        holiday = self.added_holidays.get(on) or georgian_holidays(on.year).get(on)
        if holiday:
            return DayOff(DayOffKind.HOLIDAY, holiday)
        if on in self.closures:
            return DayOff(DayOffKind.CLOSURE, self.closures[on])
        if on.weekday() in self.weekend:
            return DayOff(DayOffKind.WEEKEND, WEEKDAY_NAMES[on.weekday()])
        return None

    def is_working(self, on: date) -> bool:
        """Whether the town hall works on this day."""
        return self.day_off(on) is None


GEORGIA = Calendar()
