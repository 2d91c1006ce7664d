"""Lists of staff as large files and workbooks: each bad line is named, handed back, and holds up no good one."""

import datetime as dt
import io
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Account, Appointment
from eroba.kernel.people.staff.reading import COLUMNS, read_staff
from eroba.kernel.people.staff.workbooks import LARGEST_UNPACKED_BYTES

UPLOAD = "/en/ozurgeti/desk/staff/upload/"
GOOD = ["new{n}@example.org", "ახალი ნიმუშაძე", "", "social", "clerk", "2026-01-01", ""]


def line(number: int) -> list[str]:
    return [cell.format(n=number) for cell in GOOD]


def as_csv(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(row) for row in [list(COLUMNS), *rows]).encode()


def as_workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in [list(COLUMNS), *rows]:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.fixture
def browser(head: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=head.account_id))
    return client


@pytest.mark.slow
def test_a_hundred_thousand_lines_with_three_hundred_bad_ones() -> None:
    rows = [line(number) for number in range(99_999)]
    for number in range(300):
        rows[number * 333][0] = "no address"
    began = time.monotonic()
    read = read_staff(as_csv(rows))
    assert time.monotonic() - began < 60
    assert len(read.lines) == 99_699 and len(read.problems) == 300
    assert [problem.line for problem in read.problems[:2]] == [2, 335]
    assert read.problems[0].cells[1] == "ახალი ნიმუშაძე", "nothing of the line is lost"


def test_a_workbook_is_read_like_a_file() -> None:
    rows: list[list[object]] = [
        ["a@example.org", "ნინო", None, "social", "clerk", dt.datetime(2026, 1, 1), None],
        [None] * 7,
        ["b@example.org", "", None, "social", "clerk", None, None],
    ]
    read = read_staff(as_workbook(rows))
    assert [(one.line, one.from_on) for one in read.lines] == [(2, dt.date(2026, 1, 1))]
    assert [problem.line for problem in read.problems] == [4]


def test_no_file_is_an_error_page() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (LARGEST_UNPACKED_BYTES + 1))
    for content in (b"PK\x03\x04 no workbook", bomb.getvalue(), as_workbook([])[:500]):
        read = read_staff(content)
        assert read.lines == [] and len(read.problems) == 1 and read.problems[0].line == 0


def test_bad_lines_come_back_as_a_file_and_good_ones_are_applied(browser: Client) -> None:
    rows = [line(1), line(2), line(3)]
    rows[1][0], rows[2][3] = "no address", "no-such-unit"
    answer = browser.post(UPLOAD, {"file": SimpleUploadedFile("s.csv", as_csv(rows)), "bad": "yes"})
    text = answer.content.decode()
    assert answer.headers["Content-Disposition"].endswith('"staff-to-correct.csv"')
    assert len(text.strip().splitlines()) == 3 and "no address" in text and "no-such-unit" in text
    shown = browser.post(UPLOAD, {"file": SimpleUploadedFile("s.csv", as_csv(rows))})
    assert shown.status_code == 422 and "Something is wrong with 2 lines" in shown.content.decode()
    assert "Apply the 1 good line" in shown.content.decode()
    before = Appointment.objects.count()
    typed = {"list": shown.context["list"], "mark": shown.context["plan"].mark}
    browser.post("/en/ozurgeti/desk/staff/apply/", typed)
    assert Appointment.objects.count() == before + 1
    browser.post("/en/ozurgeti/desk/staff/apply/", typed)
    assert Appointment.objects.count() == before + 1, "nothing is done twice"
