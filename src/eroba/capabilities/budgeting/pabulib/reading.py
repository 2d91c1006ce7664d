"""Reads a `.pb` file: META and PROJECTS at once, the ballots one by one. Counts nothing and judges no ballot."""

import csv
from collections.abc import Iterable, Iterator
from typing import IO, Self

from eroba.capabilities.budgeting.pabulib.document import Document, Row
from eroba.capabilities.budgeting.pabulib.faults import Fault
from eroba.capabilities.budgeting.pabulib.faults import marked as _
from eroba.capabilities.budgeting.pabulib.lines import LARGEST_FILE, LONGEST_LINE, lines_of

PARTS = ("META", "PROJECTS", "VOTES")
NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
MOST_PROJECTS = 100_000
LONGEST_CELL = 1 << 17


def read_document(stream: IO[bytes], largest: int = LARGEST_FILE) -> Document:
    """Reads a file up to its ballots; these follow as they are asked for.

    Raises Fault, now or while the ballots are read, with the line of what is wrong.
    """
    rows = _rows(lines_of(stream, largest))
    first = next(rows, Row(1, ()))
    if _part(first) != "META":
        raise Fault(first.line, _("a .pb file begins with a line META"))
    width = len(_columns(rows, "META", first.line))
    meta = _meta(_rows_before(rows, "PROJECTS", width))
    columns = _columns(rows, "PROJECTS", 0)
    projects = tuple(_rows_before(rows, "VOTES", len(columns), MOST_PROJECTS))
    vote_columns = _columns(rows, "VOTES", 0)
    return Document(meta, columns, projects, vote_columns, _even(rows, len(vote_columns)))


def _rows(lines: Iterable[str]) -> Iterator[Row]:
    """The rows that have a cell. How long one may be is ours to say: the limit of `csv` is one for all of Python,
    and any library may have moved it."""
    held = _Held(lines)
    reader = csv.reader(held, delimiter=";")
    try:
        for cells in reader:
            if held.size > LONGEST_CELL and max(map(len, cells), default=0) > LONGEST_CELL:
                raise csv.Error
            held.size = 0
            if cells:
                yield Row(reader.line_num, tuple(cells))
    except csv.Error as problem:
        raise Fault(
            reader.line_num, _("a cell is too long: perhaps a quotation mark is never closed")
        ) from problem


class _Held:
    """Lines on their way into one row, and how long they are together."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = iter(lines)
        self.size = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if self.size > LONGEST_LINE:
            raise csv.Error
        line = next(self.lines)
        self.size += len(line)
        return line


def _part(row: Row) -> str:
    """The part that begins in this row, if one does."""
    title = row.cells[0].strip().upper() if row.cells else ""
    return title if title in PARTS and not any(row.cells[1:]) else ""


def _columns(rows: Iterator[Row], part: str, line: int) -> tuple[str, ...]:
    header = next(rows, Row(line, ()))
    columns = tuple(cell.strip().lower() for cell in header.cells)
    for name in NEEDED[part]:
        if name not in columns:
            raise Fault(
                header.line,
                _("the header of %(part)s lacks the column %(name)s"),
                part=part,
                name=name,
            )
    if len(set(columns)) < len(columns):
        raise Fault(header.line, _("the header of %(part)s names a column twice"), part=part)
    return columns


def _rows_before(rows: Iterator[Row], part: str, width: int, most: int = 1000) -> Iterator[Row]:
    """The rows up to the line with which the next part begins."""
    line = count = 0
    for row in rows:
        line, count = row.line, count + 1
        if found := _part(row):
            if found != part:
                raise Fault(line, _("%(found)s begins where %(part)s should"), found=found, part=part)
            return
        if count > most:
            raise Fault(line, _("more than %(most)s rows before %(part)s"), most=most, part=part)
        yield _checked(row, width)
    raise Fault(line, _("the file ends before its part %(part)s"), part=part)


def _even(rows: Iterator[Row], width: int) -> Iterator[Row]:
    return (row if len(row.cells) == width else _checked(row, width) for row in rows)


def _checked(row: Row, width: int) -> Row:
    if len(row.cells) != width:
        raise Fault(
            row.line,
            _("the row has %(found)s cells, its header %(needed)s"),
            found=len(row.cells),
            needed=width,
        )
    return row


def _meta(rows: Iterable[Row]) -> dict[str, str]:
    meta: dict[str, str] = {}
    for line, (key, value, *_more) in rows:
        if key in meta:
            raise Fault(line, _("META says %(key)s twice"), key=key)
        meta[key] = value
    return meta
