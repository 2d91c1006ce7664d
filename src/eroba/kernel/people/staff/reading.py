"""Reads a list of staff from a CSV or XLSX file as town halls save it; whatever the bytes, it answers in sentences.

Pure: it asks no database and changes nothing. Understands UTF-8 with and without a mark, UTF-16, commas, semicolons and
tabs, Excel's `sep=` line, dates with dots, and empty lines and columns at the end.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.kernel.people.models import Role
from eroba.kernel.people.staff.workbooks import ZIP_SIGN, NotRead, Said, workbook_rows
from eroba.kernel.ui.sheets import FORMULA_SIGNS

COLUMNS = ("email", "name_ka", "name_en", "unit", "role", "from_on", "until_on")
#: What a heading may be called, in the order of COLUMNS.
HEADINGS: dict[str, str] = {
    **{name: name for name in COLUMNS},
    "e-mail": "email", "mail": "email", "ელფოსტა": "email", "ელ-ფოსტა": "email", "ელ.ფოსტა": "email",
    "name": "name_ka", "სახელი": "name_ka", "სახელი და გვარი": "name_ka", "name (ka)": "name_ka",
    "name (en)": "name_en", "სახელი ინგლისურად": "name_en",
    "სამსახური": "unit", "განყოფილება": "unit", "post": "role", "თანამდებობა": "role", "როლი": "role",
    "from": "from_on", "დან": "from_on", "დაწყება": "from_on", "-დან": "from_on",
    "to": "until_on", "until": "until_on", "მდე": "until_on", "დასრულება": "until_on", "-მდე": "until_on",
}  # fmt: skip
ROLES: dict[str, str] = {
    **{value: value for value in Role.values},
    "საქმის მწარმოებელი": "clerk", "სამსახურის უფროსი": "head", "მერის წარმომადგენელი": "village",
    "რედაქტორი": "editor", "აუდიტორი": "auditor", "case handler": "clerk", "head of unit": "head",
    "village administrator": "village", "web editor": "editor",
}  # fmt: skip
LARGEST_BYTES = 20_000_000
MOST_LINES = 100_000
LONGEST = 120


@dataclass(frozen=True)
class Problem:
    """What is wrong in which line; line 0 is the file."""

    line: int
    words: Said
    cells: tuple[str, ...] = ()
    """The line as it was written, so that it can be handed back to be corrected."""


@dataclass(frozen=True, kw_only=True)
class StaffLine:
    """One post as a line says it."""

    line: int
    email: str
    name_ka: str
    name_en: str
    unit: str
    role: str
    from_on: dt.date | None
    until_on: dt.date | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as it stands in a file."""
        values = (getattr(self, name) for name in COLUMNS)
        return tuple("" if value is None else str(value) for value in values)


@dataclass
class StaffList:
    """What could be read, and what could not."""

    lines: list[StaffLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_staff(content: bytes) -> StaffList:
    """Reads the whole file, up to 100 000 lines; never fails, whatever it is."""
    found = StaffList()
    if len(content) > LARGEST_BYTES:
        return _only(_("The file is too large for a list of staff."))
    try:
        rows = list(islice(_any_rows(content), MOST_LINES + 2))
    except NotRead as problem:
        return _only(problem.words)
    if not rows:
        return _only(_("The file is empty."))
    named = [HEADINGS.get(cell.strip().lower(), "") for cell in rows[0][1]]
    missing = [name for name in ("email", "name_ka", "unit", "role") if name not in named]
    if missing:
        words = _("The first line must name the columns. Missing: {missing}")
        return _only(format_lazy(words, missing=", ".join(missing)))
    if len(rows) > MOST_LINES + 1:
        return _only(format_lazy(_("A list has at most {most} lines."), most=MOST_LINES))
    for number, cells in rows[1:]:
        _read_line(found, number, dict(zip(named, cells, strict=False)))
    _refuse_doubles(found)
    return found


def _any_rows(content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines of a workbook or of a CSV file; raises NotRead with what to do instead."""
    if content[:4] == ZIP_SIGN:
        yield from workbook_rows(content)
        return
    text = _decoded(content)
    if text is None:
        raise NotRead(_("Save the file as “CSV UTF-8”: its letters cannot be read."))
    try:
        yield from _rows(text)
    except csv.Error:
        raise NotRead(_("This is not a CSV file. Save the table as “CSV UTF-8”.")) from None


def _only(words: Said) -> StaffList:
    return StaffList(problems=[Problem(0, words)])


def _decoded(content: bytes) -> str | None:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def _rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Lines with their number in the file; empty ones are left out."""
    first, _break, rest = text.partition("\n")
    begins_at = 1
    if re.fullmatch(r"\s*sep=.\s*", first, re.IGNORECASE):
        separator, text, begins_at = first.strip()[-1], rest, 2
    else:
        separator = max(";,\t", key=first.count)
    if separator not in ";,\t|":
        raise csv.Error("no separator of a table")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num + begins_at - 1, cells


def _read_line(found: StaffList, number: int, cells: dict[str, str]) -> None:
    said = {name: _plain(cells.get(name, "")) for name in COLUMNS}
    wrong = [words for words in _problems(said) if words]
    days = {name: _day(said[name]) for name in ("from_on", "until_on")}
    if not wrong and days["from_on"] and days["until_on"] and days["until_on"] < days["from_on"]:
        wrong.append(_("The last day lies before the first."))
    if wrong:
        cells_said = tuple(said.values())
        found.problems += [Problem(number, words, cells_said) for words in wrong]
        return
    found.lines.append(
        StaffLine(
            line=number,
            email=said["email"].lower(),
            name_ka=said["name_ka"],
            name_en=said["name_en"],
            unit=said["unit"],
            role=ROLES[said["role"].lower()],
            from_on=days["from_on"],
            until_on=days["until_on"],
        )
    )


def _problems(said: dict[str, str]) -> Iterator[Said]:
    try:
        validate_email(said["email"])
    except ValidationError:
        yield format_lazy(_("“{value}” is not an e-mail address."), value=said["email"][:60])
    if not said["name_ka"]:
        yield _("The name is missing.")
    if not said["unit"]:
        yield _("The unit is missing.")
    if said["role"].lower() not in ROLES:
        words = _("There is no post “{value}”. Write one of: {known}.")
        yield format_lazy(words, value=said["role"][:60], known=", ".join(Role.values))
    for name in ("from_on", "until_on"):
        if said[name] and _day(said[name]) is None:
            yield format_lazy(
                _("“{value}” is not a day. Write 2026-11-22 or 22.11.2026."), value=said[name][:60]
            )
    if any(len(value) > LONGEST for value in said.values()):
        yield format_lazy(_("A cell has more than {most} signs."), most=LONGEST)


def _plain(cell: str) -> str:
    """A cell without Excel's spaces, and without the mark that keeps an exported cell from being a formula."""
    text = re.sub(r"\s+", " ", cell.replace("\u00a0", " ")).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_SIGNS) else text


def _day(text: str) -> dt.date | None:
    parts = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    turned = re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", text)
    numbers = parts.groups() if parts else turned.groups()[::-1] if turned else None
    if numbers is None:
        return None
    try:
        return dt.date(*map(int, numbers))
    except ValueError:
        return None


def _refuse_doubles(found: StaffList) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for line in found.lines:
        first = seen.setdefault((line.email, line.unit.lower(), line.role), line.line)
        if first != line.line:
            words = format_lazy(_("The same post stands in line {line} already."), line=first)
            found.problems.append(Problem(line.line, words, line.cells))
