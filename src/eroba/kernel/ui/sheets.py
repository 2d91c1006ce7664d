"""A list as a file: CSV that every spreadsheet opens in Georgian, and XLSX with real dates and numbers.

What is in the list, and who may have it, is for the page to say: it gives its own rows, filtered as they are shown.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from eroba.kernel.base.clock import TBILISI
from eroba.kernel.ui.dates import as_day

SheetCell = str | int | Decimal | date | None
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: A spreadsheet would run a cell that begins with one of these, narrow or as wide as a Chinese letter.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Files of XML cannot hold them, and no list of ours means anything by them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_WIDEST = 60


@dataclass(frozen=True)
class Sheet:
    """A list to be handed out: its title, the heads of its columns, its rows; `note` is its last line."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[SheetCell]]
    note: str = ""


def as_csv(sheet: Sheet) -> bytes:
    """Write the list as CSV. The mark in front tells a spreadsheet that Georgian letters follow."""
    file = io.StringIO()
    writer = csv.writer(file)
    for row in _lines(sheet):
        writer.writerow([_in_csv(cell) for cell in row])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def as_xlsx(sheet: Sheet) -> bytes:
    """Write the list as a workbook of one sheet, its heads kept in view; words are words and never a formula."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_NOT_IN_A_NAME.sub(" ", _CONTROLS.sub(" ", sheet.title))[:31].strip() or "1")
    page.freeze_panes = "A2"
    lines = list(_lines(sheet))
    for place, head in enumerate(sheet.heads):
        longest = max([len(str(head)), *(len(str(row[place])) for row in lines[1:] if place < len(row))])
        page.column_dimensions[get_column_letter(place + 1)].width = min(longest + 3, _WIDEST)
    for number, row in enumerate(lines):
        page.append([_in_workbook(page, cell, is_head=number == 0) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_response(sheet: Sheet, kind: str, name: str) -> HttpResponse:
    """Hand the list out as a file, `name` without its ending; kinds are csv and xlsx."""
    content = {"csv": as_csv, "xlsx": as_xlsx}[kind](sheet)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=KINDS[kind], headers=headers)


def harmless(cell: str) -> str:
    """Keep a spreadsheet from running words as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def _lines(sheet: Sheet) -> Iterable[Sequence[SheetCell]]:
    yield sheet.heads
    yield from sheet.rows
    if sheet.note:
        yield [sheet.note]


def _in_csv(cell: SheetCell) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, datetime):
        return cell.astimezone(TBILISI).isoformat(sep=" ", timespec="seconds")[:19]
    return "" if cell is None else str(cell)


def _in_workbook(page: object, cell: SheetCell, *, is_head: bool) -> WriteOnlyCell:
    if isinstance(cell, str):
        written = WriteOnlyCell(page, _CONTROLS.sub(" ", cell)[:_LONGEST_CELL])
        # Said outright: the library would take words that begin with "=" for a formula.
        written.data_type = "s"
    elif isinstance(cell, datetime):
        written = WriteOnlyCell(page, cell.astimezone(TBILISI).replace(tzinfo=None))
        written.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(cell, date):
        written = WriteOnlyCell(page, as_day(cell))
        written.number_format = "yyyy-mm-dd"
    else:
        written = WriteOnlyCell(page, cell)
    if is_head:
        written.font = Font(bold=True)
        written.alignment = Alignment(vertical="top", wrap_text=True)
    return written
