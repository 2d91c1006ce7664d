"""A day reads the same wherever a person meets it: on a page, in a timeline, an e-mail, a letter and a PDF."""

import datetime as dt
import re

import polib
import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from eroba.kernel.base.clock import TBILISI
from eroba.kernel.documents.letters import long_date
from eroba.kernel.ui.dates import day_with_year
from tests.house.tree import files, modules, named
from tools.messages import catalogue_of, rooms

DAYS = [dt.date(2027, month, 15) for month in range(1, 13)]
# A bare weekday stands over its day; programs read the other one; the rest are times of the day.
OWN_WAYS = {"l", "Y-m-d", "H:i", "H:i:s"}
# A ballot file is read by programs, whose format says how they write a day.
READ_BY_PROGRAMS = {"src/eroba/capabilities/budgeting/published.py"}


@pytest.mark.parametrize("language", ["ka", "en"])
def test_every_room_writes_a_day_in_the_same_words(language) -> None:
    with override(language):
        for day in DAYS:
            assert date_format(day, "DATE_FORMAT") == day_with_year(day) == long_date(day, language)


def test_a_day_in_georgian_begins_with_its_year() -> None:
    moment = dt.datetime(2027, 1, 15, 9, 5, tzinfo=TBILISI)
    with override("ka"):
        assert date_format(moment.date(), "DATE_FORMAT") == "2027 წლის 15 იანვარი"
        assert date_format(moment, "DATETIME_FORMAT") == "2027 წლის 15 იანვარი, 09:05"
        assert date_format(moment, "YEAR_MONTH_FORMAT") == "2027 წლის იანვარი"
    with override("en"):
        assert date_format(moment, "DATETIME_FORMAT") == "15 January 2027, 09:05"
        assert date_format(moment, "YEAR_MONTH_FORMAT") == "January 2027"


def test_no_page_writes_a_day_in_a_way_of_its_own() -> None:
    pages = [
        path for path in files() if path.suffix in (".html", ".txt", ".xml") and "src/eroba" in named(path)
    ]
    found = {
        f"{named(path)}: {way}"
        for path in pages
        for way in re.findall(r"""\|(?:date|time):["']([^"']+)["']""", path.read_text(encoding="utf-8"))
        if way not in OWN_WAYS and way not in ("DATE_FORMAT", "DATETIME_FORMAT", "YEAR_MONTH_FORMAT")
    }
    assert not found, "\n".join(sorted(found))


def test_no_program_writes_a_day_in_figures_for_people() -> None:
    figures = re.compile(r"%d[./]%m|SHORT_DATE")
    found = {
        named(module.path)
        for module in modules()
        if figures.search(module.text) and not module.is_test and module.path.name != "formats.py"
    }
    assert found <= READ_BY_PROGRAMS


def test_no_georgian_ending_hangs_behind_a_whole_day() -> None:
    """«2027 წლის 15 იანვარი-დან» is no Georgian: the month itself is declined, so the sentence is built around it."""
    hanging = re.compile(
        r"(?:%\((?:day|until|due_on|since|when)\)s|\{(?:day|until|due_on|since|when)\})-[ა-ჰ]"
    )
    found = [
        entry.msgstr
        for room in rooms()
        if (path := catalogue_of(room, "ka")).exists()
        for entry in polib.pofile(str(path))
        if hanging.search(entry.msgstr)
    ]
    assert not found, "\n".join(found)
