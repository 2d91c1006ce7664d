"""Reads dates: three boxes (day, month, year) or one text such as 27.3.1975 or 1975-03-27."""

import re
from collections.abc import Mapping
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.form_engine.reading import EMPTY, Message, Reading, Surroundings, typed_text
from eroba.kernel.ui.dates import month_number

DATE_PARTS = ("day", "month", "year")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[ ./-]+([0-9]{1,2})[ ./-]+([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def read_date(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read a date within the field's bounds; it becomes text such as "1975-03-27"."""
    words = _joined(typed)
    if not words.strip(" ."):
        return EMPTY
    day = _day(words)
    if day is None:
        return Reading(problem=_("Write a real date, such as 27 3 1975."))
    outside = _outside(field, day, around.today)
    return Reading(problem=outside) if outside else Reading(day.isoformat())


def _joined(typed: object) -> str:
    if isinstance(typed, Mapping):
        return ".".join(typed_text(typed.get(part)) for part in DATE_PARTS)
    if isinstance(typed, list | tuple) and len(typed) == len(DATE_PARTS):
        day, month, year = map(typed_text, typed)
        number = month_number(month) if month.isalpha() else None
        return f"{day}.{number}.{year}" if number else f"{day}.{month}.{year}"
    return typed_text(typed)


def _day(words: str) -> date | None:
    year_first, day_first = _YEAR_FIRST.fullmatch(words), _DAY_FIRST.fullmatch(words)
    if not words.isascii() or not (year_first or day_first):
        return None
    parts = list(map(int, year_first.groups() if year_first else reversed(day_first.groups())))  # type: ignore[union-attr]
    try:
        return date(*parts)
    except ValueError:
        return None


def _outside(field: Field, day: date, today: date) -> Message:
    if field.latest == "today" and day > today:
        return _("This date is in the future. Write a date that has passed, or today’s.")
    if field.earliest == "today" and day < today:
        return _("This date has passed. Write today’s date or a later one.")
    if field.latest not in ("", "today") and day.isoformat() > field.latest:
        return format_lazy(_("The date must be {latest} or earlier."), latest=field.latest)
    if field.earliest not in ("", "today") and day.isoformat() < field.earliest:
        return format_lazy(_("The date must be {earliest} or later."), earliest=field.earliest)
    return ""
