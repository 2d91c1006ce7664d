"""Workbooks made in memory, as town halls save them."""

import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook


def workbook(rows: Sequence[Sequence[object]], *, merged: Sequence[str] = (), name: str = "ბიუჯეტი") -> bytes:
    """A workbook of one sheet with these rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def packed(**files: str | bytes) -> bytes:
    """A ZIP file; underscores in the names stand for points."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return file.getvalue()


#: As a Georgian sheet looks: a title, letters set apart, merged headings, thousands, economic rows below programmes.
SHEET = (
    ("მუნიციპალიტეტის 2026 წლის ბიუჯეტი", None, None, None, None, None),
    (None, None, None, None, None, "ათასი ლარი"),
    ("პ რ ო გ რ ა მ უ ლ ი  კ ო დ ი", "დ ა ს ა ხ ე ლ ე ბ ა", "2025 წლის ფაქტი", "2026 წლის გეგმა", None, None),
    (None, None, None, "სულ", "საკუთარი", "გრანტი"),
    ("00 00", "სულ ჯამი", 900.5, "1 234,5", 1000, 234.5),
    (None, "მომუშავეთა რიცხოვნობა", 10, 11, 11, None),
    (None, "ხარჯები", 900.5, 1000, 1000, None),
    (None, "არაფინანსური აქტივების ზრდა", 0, 234.5, 0, 234.5),
    ("01 00", "განათლება", 600.5, 734.5, 500, 234.5),
    (None, "ხარჯები", 600.5, 734.5, 500, None),
    ("01 01", "სკოლამდელი განათლება", 600, 700.12345, 500, 200.12345),
    ("01 02", "სკოლისგარეშე განათლება", 0.5, 34.37655, 0, 34.37655),
    ("02 00", "გზები", 300, 500, 500, None),
)
