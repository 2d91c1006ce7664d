"""Reads a group: the same few questions asked row by row, such as each child of a family.

Conditions outside see a group as its columns (`children.count`, `sum(children.income)`), so that no expression
ever loops; conditions inside see the row's own answers as well.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.expressions import ExpressionFailed, holds, value_of
from eroba.capabilities.services.form_engine.reading import (
    EMPTY,
    Message,
    Reading,
    Row,
    Surroundings,
    typed_text,
)

ReadOne = Callable[[Field, object, Surroundings], Reading]
Known = Mapping[str, object]
MOST_ROWS = 50
NUMERIC_KINDS = ("number", "money")
COUNT = "count"


def read_rows(field: Field, typed: object, around: Surroundings, read_one: ReadOne) -> Reading:
    """Read every row that holds anything; an empty row is no row."""
    rows: list[Row] = []
    wrong: list[tuple[str, Message]] = []
    for row in _typed_rows(typed):
        readings = {one.code: read_one(one, row.get(one.code), around) for one in field.fields}
        if all(reading == EMPTY for reading in readings.values()):
            continue
        for code, reading in readings.items():
            wrong += list(reading.problems(f"{len(rows)}-{code}").items())
        kept = {code: reading.value for code, reading in readings.items() if reading.value is not None}
        rows.append(kept)  # type: ignore[arg-type]
    if not rows:
        return EMPTY
    return Reading(rows, _too_many(field, len(rows)), tuple(wrong))


def asked_in_row(field: Field, row: Row, known: Known) -> tuple[list[Field], dict[str, object]]:
    """Return the questions of one row that are asked, and what its conditions see."""
    seen: dict[str, object] = dict(known)
    asked: list[Field] = []
    for one in field.fields:
        seen.pop(one.code, None)
        if holds(one.shown_if, seen):
            asked.append(one)
            value = as_condition_sees(one, row.get(one.code))
            seen |= {} if value is None else {one.code: value}
    return asked, seen


def rows_that_count(field: Field, rows: object, known: Known) -> list[Row]:
    """Return the rows with the answers that count: those to questions that are asked."""
    counted = []
    for row in _typed_rows(rows):
        asked, _seen = asked_in_row(field, row, known)
        counted.append({one.code: row[one.code] for one in asked if one.code in row})
    return counted


def columns(field: Field, rows: Sequence[Row]) -> dict[str, object]:
    """Return a group as conditions see it: how many rows, and each question's answers in one list."""
    seen: dict[str, object] = {COUNT: len(rows)}
    for one in field.fields:
        values = (as_condition_sees(one, row.get(one.code)) for row in rows)
        seen[one.code] = [value for value in values if value is not None]
    return seen


def problems_in_rows(
    field: Field, reading: Reading, known: Known, missing_message: Callable[[Field], Message]
) -> dict[str, Message]:
    """Say what is wrong in each row, by the names of its controls; questions that are not asked are left out."""
    said = reading.problems(field.code)
    found = {field.code: said[field.code]} if field.code in said else {}
    rows = _typed_rows(reading.value)
    if 0 < len(rows) < field.least_rows:
        found |= {field.code: _too_few(field)}
    for at, row in enumerate(rows):
        asked, seen = asked_in_row(field, row, known)
        for one in asked:
            name = f"{field.code}-{at}-{one.code}"
            own = {key: words for key, words in said.items() if key == name or key.startswith(f"{name}-")}
            found |= own or dict(_rule_broken(one, name, row.get(one.code), seen, missing_message))
    return found


def problems_in_empty_row(
    field: Field, known: Known, missing_message: Callable[[Field], Message]
) -> dict[str, Message]:
    """Say what is missing in the row that stands there empty, when a group must have one."""
    empty: list[Row] = [{}]
    return problems_in_rows(field, Reading(empty), known, missing_message)


def has_typed_row(typed: object) -> bool:
    """Whether a row stood on the page, filled in or not."""
    return bool(_typed_rows(typed))


def _rule_broken(
    one: Field, name: str, value: object, seen: Known, missing_message: Callable[[Field], Message]
) -> Iterator[tuple[str, Message]]:
    if value is None or value == "":
        if is_required(one, seen):
            yield name, missing_message(one)
    elif is_violated(one.must_hold, seen):
        yield name, str(one.must_hold_text)


def is_required(one: Field, known: Known) -> bool:
    """Whether a question that is asked must be answered."""
    return one.required or (bool(one.required_if) and holds(one.required_if, known))


def is_violated(condition: str, known: Known) -> bool:
    """Whether a condition is known to be broken."""
    # What cannot be worked out yet (another answer is missing) is reported beside that other answer.
    try:
        return bool(condition) and value_of(condition, known) is False
    except ExpressionFailed:
        return False


def as_condition_sees(field: Field, value: object) -> object:
    """Return an answer as conditions compare it: amounts and degrees as numbers, a group as its columns."""
    if value is None:
        return None
    if field.kind in NUMERIC_KINDS:
        return _number(value)
    if field.kind == "map_point" and isinstance(value, Mapping):
        return {part: _number(words) for part, words in value.items()}
    if field.kind == "group":
        return columns(field, _typed_rows(value))
    return value


def _number(value: object) -> float | None:
    try:
        return float(typed_text(value))
    except ValueError:
        return None


def _typed_rows(typed: object) -> list[Row]:
    rows = typed if isinstance(typed, list | tuple) else []
    # One row more than is allowed is enough to say that there are too many.
    return [dict(row) for row in rows[: MOST_ROWS + 1] if isinstance(row, Mapping)]


def _too_many(field: Field, count: int) -> Message:
    most = min(field.most_rows, MOST_ROWS)
    return format_lazy(_("Leave at most {most} here."), most=most) if count > most else ""


def _too_few(field: Field) -> Message:
    return format_lazy(_("Add at least {least}."), least=field.least_rows)
