"""Strict reading of what a register sent: each value has the promised type and is possible, or is refused."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from eroba.kernel.base.clock import today

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_EARLIEST = date(1890, 1, 1)

Reader = Callable[[object], Any]


class Nonsense(ValueError):
    """A value that cannot be; names the field, never the value."""


def short_text(value: object) -> str:
    """Read a text of at most 200 letters, without control characters."""
    if not isinstance(value, str) or not 0 < len(value) <= 200 or _CONTROL.search(value):
        raise Nonsense("text")
    try:
        value.encode()
    except UnicodeEncodeError as error:  # half a letter: no database would take it
        raise Nonsense("text") from error
    return value


def past_date(value: object) -> date:
    """Read a calendar day that has already come."""
    if not isinstance(value, str):
        raise Nonsense("date")
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise Nonsense("date") from error
    if not _EARLIEST <= day <= today():
        raise Nonsense("date")
    return day


def past_date_or_none(value: object) -> date | None:
    """Read a calendar day that has already come, or nothing."""
    return None if value is None else past_date(value)


def count(value: object) -> int:
    """Read a number of people or points: a whole number from 0 to a million."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1_000_000:
        raise Nonsense("count")
    return value


def yes_or_no(value: object) -> bool:
    """Read a plain yes or no."""
    if not isinstance(value, bool):
        raise Nonsense("yes or no")
    return value


KINDS: dict[str, Reader] = {"text": short_text, "date": past_date, "count": count, "yes-no": yes_or_no}


def asked_values(
    sent: Mapping[str, object], fields: tuple[str, ...], readers: Mapping[str, Reader]
) -> dict[str, Any]:
    """Read exactly the asked fields; a missing one is nonsense, one that was not asked for is dropped."""
    read = {}
    for name in fields:
        if name not in sent:
            raise Nonsense(f"{name} is missing")
        try:
            read[name] = readers[name](sent[name])
        except Nonsense as error:
            raise Nonsense(f"{name} is no {error}") from error
    return read
