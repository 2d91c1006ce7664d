"""Files as grids of cells: CSV and workbooks; a bomb or a broken file is refused in words."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from eroba.capabilities.budget.reading.found import NotRead

LARGEST_BYTES = 20_000_000
LARGEST_UNPACKED_BYTES = 150_000_000
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 100_000, 60, 30
ZIP_SIGN, OLD_WORKBOOK_SIGN = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
Row = tuple[int, list[object]]


@dataclass
class Grid:
    """One sheet: its name and its rows that are not empty, each with its number."""

    name: str
    rows: list[Row]
    unreckoned: list[tuple[int, str]] = field(default_factory=list)
    """Formulas nobody has computed: row and letter of the column."""
    formulas: int = 0


def check_size(content: bytes) -> None:
    """Refuse what is empty or larger than any budget. Raises NotRead."""
    if not content.strip():
        raise NotRead(_("The file is empty."))
    if len(content) > LARGEST_BYTES:
        raise NotRead(_("The file is too large for a budget: at most 20 MB."))


def check_packed(content: bytes) -> None:
    """Refuse a packed file that is broken or unpacks to more than any budget. Raises NotRead."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OverflowError):
        raise NotRead(_("This file is broken. Save it again and send it once more.")) from None
    if unpacked > LARGEST_UNPACKED_BYTES:
        raise NotRead(_("Unpacked, this file is far larger than any budget. It was not opened."))


def csv_grid(content: bytes, name: str = "") -> Grid:
    """The rows of a CSV file. Raises NotRead."""
    text = _decoded(content)
    first, _break, rest = text.partition("\n")
    skipped = 0
    if re.fullmatch(r"\s*sep=.\s*", first, re.IGNORECASE):
        separator, text, skipped = first.strip()[-1], rest, 1
    else:
        separator = max(";,\t|", key=lambda sign: max(line.count(sign) for line in text.splitlines()[:10]))
    rows: list[Row] = []
    try:
        for cells in (reader := csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num + skipped, list(cells[:MOST_COLUMNS])))
            if len(rows) > MOST_ROWS:
                raise NotRead(format_lazy(_("A sheet has at most {most} rows."), most=MOST_ROWS))
    except csv.Error:
        raise NotRead(_("This is not a CSV file. Save the table as “CSV UTF-8” or as XLSX.")) from None
    return Grid(name, rows)


def workbook_grids(content: bytes) -> list[Grid]:
    """Every sheet of a workbook, formulas by the value last computed. Raises NotRead."""
    check_packed(content)
    try:
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        written = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        return [
            _sheet(values, written, name)
            for name in values.sheetnames[:MOST_SHEETS]
            if _is_table(values, name)
        ]
    except NotRead:
        raise
    except Exception:  # the library raises whatever its parts raise; the person needs one sentence
        raise NotRead(_("This workbook cannot be read. Save it again as XLSX, or as “CSV UTF-8”.")) from None


def _is_table(book: Workbook, name: str) -> bool:
    return hasattr(book[name], "iter_rows")


def _sheet(values: Workbook, written: Workbook, name: str) -> Grid:
    grid = Grid(name, [])
    pages = [values[name], written[name]]
    for page in pages:
        # some programs write a wrong size into the file, and rows would be left out in silence
        page.reset_dimensions()
    shown, meant = (page.iter_rows(values_only=True, max_col=MOST_COLUMNS) for page in pages)
    for number, (row, formulas) in enumerate(zip(shown, meant, strict=False), start=1):
        if number > MOST_ROWS:
            raise NotRead(format_lazy(_("A sheet has at most {most} rows."), most=MOST_ROWS))
        for place, formula in enumerate(formulas):
            if isinstance(formula, str) and formula.startswith("="):
                grid.formulas += 1
                if place >= len(row) or row[place] is None:
                    grid.unreckoned.append((number, chr(ord("A") + place % 26)))
        if any(cell not in (None, "") for cell in row):
            grid.rows.append((number, list(row)))
    return grid


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text:
        raise NotRead(_("The letters of this file cannot be read. Save the table as “CSV UTF-8” or as XLSX."))
    return text
