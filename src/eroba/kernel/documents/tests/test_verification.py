"""Checking a letter offline: what is genuine passes, whatever else is found out, nothing raises."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from eroba.kernel.documents.codes import new_code
from eroba.kernel.documents.letters import draw_letter
from eroba.kernel.documents.pdf import AttachedFile, html_to_pdf
from eroba.kernel.documents.seal import new_seal, seal_pdf
from eroba.kernel.documents.statements import FILE_NAME
from eroba.kernel.documents.tests.letters import CHECK_ADDRESS, drawn_letter, letter_text, town_seal
from eroba.kernel.documents.verification import Report, verify_pdf


def failed_checks(report: Report) -> set[str]:
    return {finding.check for finding in report.findings if not finding.holds}


def check(content: bytes) -> Report:
    return verify_pdf(content, [town_seal().published])


def test_a_genuine_letter_is_valid_and_says_what_it_is() -> None:
    report = check(drawn_letter().pdf)
    assert report.valid, report
    assert report.statement is not None
    assert report.statement.number == "OZU-2026-SOC-00042"
    assert "დაგენიშნოთ დახმარება" in report.text


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_changed_byte_is_found(data: st.DataObject) -> None:
    content = bytearray(drawn_letter().pdf)
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    report = check(bytes(content))
    # The hole for the signature ends in a padding of zeros that mean nothing, and there the case of a
    # hexadecimal digit means nothing either; everywhere else one byte is one byte too many.
    hole = drawn_letter().pdf.index(b"/Contents <")
    assert not report.valid or hole < place < drawn_letter().pdf.index(b">", hole)


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_anything_added_behind_is_found(more: bytes) -> None:
    report = check(drawn_letter().pdf + more)
    assert not report.valid


def test_a_later_revision_is_found() -> None:
    writer = IncrementalPdfFileWriter(BytesIO(drawn_letter().pdf))
    writer.root["/PageMode"] = writer.root.get("/Lang")
    writer.update_root()
    later = BytesIO()
    writer.write(later)
    assert "unchanged" in failed_checks(check(later.getvalue()))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000))
def test_a_truncated_letter_is_found(length: int) -> None:
    content = drawn_letter().pdf
    assert not check(content[: min(length, len(content) - 1)]).valid


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=3000).map(lambda tail: b"%PDF-1.7\n" + tail) | st.binary(max_size=500))
def test_garbage_never_raises(content: bytes) -> None:
    assert not check(content).valid


def test_another_pdf_is_not_a_letter() -> None:
    pdf = html_to_pdf("<html lang=en><title>x</title><p>x", "")
    assert failed_checks(check(pdf)) == {"file"}


def test_an_unpublished_key_is_found() -> None:
    other = new_seal("ozurgeti", "ოზურგეთის მუნიციპალიტეტი", date(2026, 1, 1))
    report = check(draw_letter(letter_text(), new_code(), other, CHECK_ADDRESS).pdf)
    assert failed_checks(report) == {"key", "statement", "seal", "unchanged"}


def test_a_true_statement_in_a_false_letter_is_found() -> None:
    """Somebody moves the statement of a real letter into a PDF sealed with a key of their own."""
    false_page = html_to_pdf(
        "<html lang=ka><title>x</title><p>10 000 ₾",
        "",
        None,
        [AttachedFile(FILE_NAME, "", drawn_letter().signed.as_bytes())],
    )
    assert failed_checks(check(false_page)) == {"seal", "unchanged"}
    thief = new_seal("ozurgeti", "ოზურგეთის მუნიციპალიტეტი", date(2026, 1, 1))
    assert failed_checks(check(seal_pdf(false_page, thief))) == {"seal", "unchanged"}


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_to": date(2026, 6, 1)},
        {"valid_from": date(2027, 1, 1)},
        {"withdrawn_on": date(2026, 12, 1)},
        {"municipality": "kareli"},
    ],
)
def test_a_key_that_does_not_fit_the_letter_is_found(changes: dict[str, object]) -> None:
    key = replace(town_seal().published, **changes)
    assert failed_checks(verify_pdf(drawn_letter().pdf, [key])) == {"key"}


def test_letters_of_the_last_key_stay_valid_after_rotation() -> None:
    old = replace(town_seal().published, valid_to=date(2026, 12, 31))
    new = new_seal("ozurgeti", "ოზურგეთის მუნიციპალიტეტი", date(2027, 1, 1)).published
    assert verify_pdf(drawn_letter().pdf, [new, old]).valid


def test_a_letter_is_valid_when_its_certificate_has_run_out() -> None:
    seal = new_seal("ozurgeti", "ოზურგეთის მუნიციპალიტეტი", date(2010, 1, 1), years=2)
    letter = draw_letter(letter_text(issued_on=date(2011, 5, 1)), new_code(), seal, CHECK_ADDRESS)
    assert verify_pdf(letter.pdf, [seal.published]).valid


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    assert failed_checks(check(b"%PDF-" + bytes(26 * 1024 * 1024))) == {"file"}


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not on this machine")
def test_poppler_agrees(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    content = bytearray(drawn_letter().pdf)
    file.write_bytes(content)
    assert "Signature is Valid" in _pdfsig(file)
    assert "Total document signed" in _pdfsig(file)
    content[content.index(b"stream") + 40] ^= 1
    file.write_bytes(content)
    assert "Signature is Valid" not in _pdfsig(file)


def _pdfsig(file: Path) -> str:
    return subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
