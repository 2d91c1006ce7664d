"""The lines of a workbook (XLSX) as text, like those of a CSV file; a bomb or a broken file is refused in words."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

ZIP_SIGN = b"PK\x03\x04"
#: What a workbook of 100 000 lines may unpack to; more is no list of staff.
LARGEST_UNPACKED_BYTES = 200_000_000
MOST_COLUMNS = 40
Said: TypeAlias = str | Promise


class NotRead(Exception):
    """A file that cannot be read as a table, with words that say what to do."""

    def __init__(self, words: Said) -> None:
        super().__init__(str(words))
        self.words = words


def workbook_rows(content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines of the first sheet with their number; empty ones are left out. Raises NotRead."""
    broken = _("This workbook cannot be read. Save it again as XLSX, or as “CSV UTF-8”.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_UNPACKED_BYTES:
                raise NotRead(_("The file is too large for a list of staff."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            cells = [_written(cell) for cell in row]
            if any(cells):
                yield number, cells
    except NotRead:
        raise
    except Exception:  # the library raises whatever its parts raise; the person needs one sentence
        raise NotRead(broken) from None


def _written(cell: object) -> str:
    """A cell as one would write it into a CSV file; days as 2026-11-22."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell).strip()
