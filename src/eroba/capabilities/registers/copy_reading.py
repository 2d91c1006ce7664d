"""Reads a register that comes as a CSV file; whatever the bytes, it answers with rows or with problems by line.

Pure: it asks no database and changes nothing. Understands UTF-8 with and without a mark, UTF-16, commas, semicolons and
tabs. A file with a single wrong line is not taken at all: half a register would say of people that they are not in it.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.held import OwnField
from eroba.capabilities.registers.reading import Nonsense, count, past_date, past_date_or_none, yes_or_no

NUMBER = "personal_number"
MOST_BYTES = 10_000_000
MOST_LINES = 200_000
MOST_PROBLEMS = 100
_YES, _NO = {"yes", "true", "1", "კი", "დიახ"}, {"no", "false", "0", "არა"}
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


class Wrong(StrEnum):
    """What can be wrong with a file or a line of it."""

    TOO_BIG = "too_big"
    LETTERS = "letters"
    EMPTY = "empty"
    NO_TABLE = "no_table"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    TOO_MANY = "too_many"
    NUMBER = "number"
    TWICE = "twice"
    VALUE = "value"
    LENGTH = "length"

    @property
    def words(self) -> Promise:
        """Say what is wrong and what to do; names its column in braces."""
        return _WORDS[self]


_WORDS = {
    Wrong.TOO_BIG: _("The file is larger than 10 MB. Deliver it without columns nobody asks for."),
    Wrong.LETTERS: _("Save the file as “CSV UTF-8”: its letters cannot be read."),
    Wrong.EMPTY: _("The file has no lines about anybody. To empty a register, switch it off instead."),
    Wrong.NO_TABLE: _("This is not a CSV file. Save the table as “CSV UTF-8”."),
    Wrong.COLUMN_MISSING: _("The first line must name the columns. Missing: {column}"),
    Wrong.COLUMN_TWICE: _("The column {column} is there twice."),
    Wrong.TOO_MANY: _("The file has more than 200,000 lines."),
    Wrong.NUMBER: _("The personal number has not 11 digits."),
    Wrong.TWICE: _("This person stands in the file twice."),
    Wrong.VALUE: _("The value in {column} cannot be."),
    Wrong.LENGTH: _("The line has another number of columns than the first."),
}


@dataclass(frozen=True)
class Problem:
    """What is wrong in which line; line 0 is the file. Never a value: the file speaks of people."""

    line: int
    wrong: Wrong
    column: str = ""


@dataclass
class ReadCopy:
    """What could be read, by personal number, and what is wrong."""

    rows: dict[str, dict[str, object]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0

    def add(self, line: int, wrong: Wrong, column: str = "") -> None:
        """Note a problem; only the first hundred are kept, all are counted."""
        self.problem_count += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(line, wrong, column))


def read_copy(content: bytes, fields: Mapping[str, OwnField]) -> ReadCopy:
    """Reads the whole file; never fails, whatever it is. A hidden value may be missing, every other has a column."""
    found = ReadCopy()
    text = _decoded(content) if len(content) <= MOST_BYTES else None
    if text is None:
        found.add(0, Wrong.TOO_BIG if len(content) > MOST_BYTES else Wrong.LETTERS)
        return found
    try:
        lines = _lines(text)
        _at, heads = next(lines, (0, []))
        names = [cell.strip().lower() for cell in heads]
        if _heads_are_fine(found, names, fields):
            _read_lines(found, lines, names, fields)
    except csv.Error:
        return _only(Wrong.NO_TABLE)
    if not found.rows and not found.problem_count:
        found.add(0, Wrong.EMPTY)
    return found


def _only(wrong: Wrong) -> ReadCopy:
    found = ReadCopy()
    found.add(0, wrong)
    return found


def _decoded(content: bytes) -> str | None:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _heads_are_fine(found: ReadCopy, names: Sequence[str], fields: Mapping[str, OwnField]) -> bool:
    wanted = [NUMBER, *(name for name, own in fields.items() if not own.is_hidden)]
    for name in wanted:
        if names.count(name) != 1:
            found.add(0, Wrong.COLUMN_TWICE if name in names else Wrong.COLUMN_MISSING, name)
    return not found.problem_count


def _read_lines(
    found: ReadCopy,
    lines: Iterator[tuple[int, Sequence[str]]],
    names: Sequence[str],
    fields: Mapping[str, OwnField],
) -> None:
    places = {name: names.index(name) for name in (NUMBER, *fields) if name in names}
    for so_far, (line, cells) in enumerate(lines):
        if so_far >= MOST_LINES:
            found.add(line, Wrong.TOO_MANY)
            return
        if len(cells) != len(names):
            found.add(line, Wrong.LENGTH)
            continue
        _read_line(found, line, {name: cells[at].strip() for name, at in places.items()}, fields)


def _read_line(found: ReadCopy, line: int, cells: Mapping[str, str], fields: Mapping[str, OwnField]) -> None:
    number = cells[NUMBER]
    if not (number.isascii() and number.isdigit() and len(number) == 11):
        found.add(line, Wrong.NUMBER)
        return
    if number in found.rows:
        found.add(line, Wrong.TWICE)
        return
    values: dict[str, object] = {}
    for name, cell in cells.items():
        if name == NUMBER:
            continue
        try:
            own = fields[name]
            values[name] = _sent(own, cell)
            own.read(values[name])
        except Nonsense:
            found.add(line, Wrong.VALUE, name)
    found.rows[number] = values


def _sent(own: OwnField, cell: str) -> object:
    """The cell as a register would have sent it over a line."""
    return _MEANT.get(own.read, str)(cell)


def _as_day(cell: str) -> str:
    typed = _DAY.fullmatch(cell)
    if typed is None:
        return cell
    day, month, year = (int(part) for part in typed.groups())
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return cell


def _as_day_or_none(cell: str) -> str | None:
    return _as_day(cell) if cell else None


def _as_count(cell: str) -> object:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else cell


def _as_yes_no(cell: str) -> object:
    said = cell.lower()
    return True if said in _YES else False if said in _NO else cell


_MEANT: dict[Callable[[object], object], Callable[[str], object]] = {
    past_date: _as_day,
    past_date_or_none: _as_day_or_none,
    count: _as_count,
    yes_or_no: _as_yes_no,
}
