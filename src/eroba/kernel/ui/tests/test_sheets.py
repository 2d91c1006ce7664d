"""Lists as files: what was shown comes back when the file is read, and nothing in it is ever run."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from eroba.kernel.ui.sheets import FORMULA_SIGNS, Sheet, as_csv, as_xlsx, sheet_response

HEADS = ("ნომერი", "ვადა", "თანხა")
EVIL = [f"{sign}cmd|'/c calc'!A1" for sign in FORMULA_SIGNS]


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> list[list[object]]:
    page = load_workbook(io.BytesIO(content)).active
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_georgian_dates_and_numbers_come_back() -> None:
    at = datetime(2026, 3, 4, 20, 30, tzinfo=UTC)
    sheet = Sheet(
        "საქმეები", HEADS, [("OZU-1", date(2026, 3, 4), Decimal("-12.50")), ("", None, at)], "დასასრული"
    )
    assert as_csv(sheet).startswith("\ufeffნომერი".encode())
    assert read_csv(as_csv(sheet)) == [
        list(HEADS),
        ["OZU-1", "2026-03-04", "-12.50"],
        ["", "", "2026-03-05 00:30:00"],
        ["დასასრული"],
    ]
    rows = read_xlsx(as_xlsx(sheet))
    assert rows[0] == list(HEADS)
    assert rows[1] == ["OZU-1", datetime(2026, 3, 4), -12.5]
    assert rows[2][2] == datetime(2026, 3, 5, 0, 30)


@pytest.mark.parametrize("evil", EVIL)
def test_words_are_never_run(evil) -> None:
    sheet = Sheet(evil, (evil,), [(evil,)], evil)
    assert all(row == [f"'{evil}"] for row in read_csv(as_csv(sheet)))
    read_xlsx(as_xlsx(sheet))


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=40), st.integers(-(2**40), 2**40)), max_size=8), st.text(max_size=50)
)
def test_any_words_make_files_that_open(rows, title) -> None:
    sheet = Sheet(title, ("a", "b"), rows)
    assert len(read_xlsx(as_xlsx(sheet))) == len(rows) + 1
    printable = [row for row in rows if row[0].isprintable()]
    if printable == rows:
        found = read_csv(as_csv(sheet))[1:]
        assert [row[0].removeprefix("'") for row in found] == [row[0].removeprefix("'") for row in rows]


def test_a_file_says_what_it_is() -> None:
    response = sheet_response(Sheet("a", ("b",), []), "xlsx", "list-2026")
    assert response["Content-Disposition"] == 'attachment; filename="list-2026.xlsx"'
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    with pytest.raises(KeyError):
        sheet_response(Sheet("a", ("b",), []), "exe", "x")
