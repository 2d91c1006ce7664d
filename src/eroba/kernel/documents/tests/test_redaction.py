"""Redaction: what is marked is gone for every reader, what nobody sees is gone too, and the rest stays."""

import io
import shutil
import sys
import time

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from eroba.kernel.documents.redaction import process
from eroba.kernel.documents.redaction.answers import NotRedacted
from eroba.kernel.documents.redaction.marks import Area, Marks, area_of, stands_in, suggested_in
from eroba.kernel.documents.redaction.pages import redacted, viewed
from eroba.kernel.documents.tests.letters import drawn_letter
from eroba.kernel.documents.tests.nasty_paper import UNSEEN, is_in_bytes, nasty_paper, read_by_all

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")
PDF = "application/pdf"
NAME = "მაგალითაძე"


def test_the_corpus_is_as_nasty_as_it_says() -> None:
    nasty = nasty_paper()
    assert all(is_in_bytes(word, nasty) for word in (*UNSEEN, "SECRETTEXT", "01001012345"))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_marked_words_are_gone_for_every_reader_and_the_rest_stays(turned: int) -> None:
    done = redacted(nasty_paper(turned), PDF, Marks((NAME, "SECRETTEXT", "01001012345", "FIELDTEXT")))
    assert done.places_count == 4
    for reader, text in read_by_all(done.pdf).items():
        assert not any(word in text for word in (NAME, "SECRETTEXT", "01001012345", "FIELDTEXT")), reader
        for word in ("ნინო", "SHOWNLAYER", "OZU-2026-SOC-00042", "Հայերեն"):
            assert word in text, (reader, word)
    assert not any(is_in_bytes(word, done.pdf) for word in (NAME, "SECRETTEXT", "01001012345", "FIELDTEXT"))


def test_what_nobody_sees_does_not_go_along() -> None:
    done = redacted(nasty_paper(), PDF, Marks((NAME,)))
    assert not [word for word in UNSEEN if is_in_bytes(word, done.pdf)]
    assert done.pdf.count(b"%%EOF") == 1
    with pymupdf.open(stream=done.pdf, filetype="pdf") as paper:
        assert not any(
            paper.metadata[key] for key in ("title", "author", "creator", "producer", "creationDate")
        )
        assert not paper.embfile_names() and not paper.get_ocgs() and not paper.get_toc()
        assert not list(paper[0].annots()) and not list(paper[0].widgets())
        assert not paper.xref_get_key(paper.pdf_catalog(), "Metadata")[1].endswith("R")


def test_every_other_word_of_a_georgian_letter_survives() -> None:
    before = read_by_all(drawn_letter().pdf)["mupdf"].split()
    after = read_by_all(redacted(drawn_letter().pdf, PDF, Marks((NAME,))).pdf)
    for word in before:
        if word != NAME:
            assert word in after["poppler"] and word in after["mupdf"], word


def test_the_lines_above_and_below_stay() -> None:
    paper = pymupdf.open()
    page = paper.new_page()
    for line in range(6):
        page.insert_text((72, 100 + 9 * line), f"line{line} secret{line} end{line}", fontsize=10)
    text = read_by_all(redacted(paper.tobytes(), PDF, Marks(("secret2",))).pdf)["poppler"]
    assert "secret2" not in text
    assert all(f"line{line}" in text and f"end{line}" in text for line in range(6))
    assert all(f"secret{line}" in text for line in (0, 1, 3, 4, 5))


def test_a_place_takes_text_drawings_and_pixels_with_it() -> None:
    photo = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(photo).rectangle((100, 100, 300, 200), fill="red")
    sent = io.BytesIO()
    photo.save(sent, "JPEG")
    done = redacted(sent.getvalue(), "image/jpeg", Marks(areas=(Area(1, 20, 20, 100, 60),)))
    with pymupdf.open(stream=done.pdf, filetype="pdf") as paper:
        drawn = paper.extract_image(paper[0].get_images()[0][0])["image"]
        shown = paper[0].get_pixmap()
    with Image.open(io.BytesIO(drawn)) as inside:
        assert not _has_red(inside.convert("RGB"))
    assert shown.pixel(150, 110) == (0, 0, 0)


def _has_red(picture: Image.Image) -> bool:
    colours = picture.getcolors(maxcolors=picture.width * picture.height) or []
    return any(red > 150 and green < 100 for _count, (red, green, _blue) in colours)


def test_letters_drawn_as_lines_go_when_a_place_touches_them() -> None:
    paper = pymupdf.open()
    page = paper.new_page()
    page.draw_bezier((72, 100), (90, 60), (110, 140), (400, 100))
    done = redacted(paper.tobytes(), PDF, Marks(areas=(Area(1, 20, 20, 60, 50),)))
    with pymupdf.open(stream=done.pdf, filetype="pdf") as after:
        assert not [part for path in after[0].get_drawings() for part in path["items"] if part[0] == "c"]


@pytest.mark.parametrize(
    ("content", "marks", "problem"),
    [
        (b"%PDF-1.7 nothing", Marks((NAME,)), "unreadable"),
        (b"", Marks((NAME,)), "unreadable"),
        (None, Marks(("no such word",)), "nothing-found"),
        (None, Marks((NAME,), (Area(7, 1, 1, 5, 5),)), "no-page"),
        (None, Marks(areas=(Area(1, 900, 900, 950, 950),)), "nothing-found"),
    ],
)
def test_what_cannot_be_done_is_refused(content: bytes | None, marks: Marks, problem: str) -> None:
    with pytest.raises(NotRedacted, match=problem):
        redacted(drawn_letter().pdf if content is None else content, PDF, marks)


def test_a_number_written_with_spaces_is_not_left_behind_in_silence() -> None:
    paper = pymupdf.open()
    paper.new_page().insert_text((72, 100), "once 01001012345 and once 01001 012345")
    with pytest.raises(NotRedacted, match="still-there"):
        redacted(paper.tobytes(), PDF, Marks(("01001012345",)))
    assert redacted(paper.tobytes(), PDF, Marks(("01001012345", "01001 012345"))).places_count == 2


def test_a_preview_shows_the_page_and_the_text_that_stays() -> None:
    view = viewed(nasty_paper(), PDF, Marks((NAME, "nowhere")), 1)
    assert view.picture.startswith(b"\x89PNG") and (view.width_mm, view.height_mm) == (210.0, 297.0)
    assert view.found == {NAME: 1, "nowhere": 0}
    assert NAME not in view.text and "ნინო" in view.text and "HIDDENLAYER" not in view.text
    assert ("personal_number", "01001012345") in {(one.kind, one.text) for one in view.suggestions}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("პ/ნ 01001012345.", [("personal_number", "01001012345", 1)]),
        ("01001 012345 da 01001 012345", [("personal_number", "01001 012345", 2)]),
        ("GE29 NB00 0000 0101 9049 17", [("iban", "GE29 NB00 0000 0101 9049 17", 1)]),
        ("+995 599 12 34 56; 599123456", [("phone", "+995 599 12 34 56", 1), ("phone", "599123456", 1)]),
        ("nino@example.ge", [("e_mail", "nino@example.ge", 1)]),
        ("OZU-2026-SOC-00042, 48 210 ₾, 22.11.2026, 1234567890123", []),
    ],
)
def test_what_names_a_person_is_suggested(text: str, found: list[tuple[str, str, int]]) -> None:
    assert [(one.kind, one.text, one.count) for one in suggested_in(text)] == found


def test_short_words_are_compared_as_words() -> None:
    assert not stands_in("და ნამდვილად", "ანა") and stands_in("ანა ა.", "ანა")
    assert stands_in("მაგალი-\nთაძე", "მაგალითაძე")


def test_the_corners_of_a_place_may_be_named_in_any_order() -> None:
    assert area_of(1, 50, 60, 10, 20) == Area(1, 10, 20, 50, 60)


def test_it_happens_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    view = process.view_page(drawn_letter().pdf, PDF, Marks((NAME,)), 1)
    assert view.found == {NAME: 1}
    done = process.redact_paper(drawn_letter().pdf, PDF, Marks((NAME,)))
    assert NAME not in read_by_all(done.pdf)["poppler"]
    with pytest.raises(NotRedacted, match="nothing-found"):
        process.redact_paper(drawn_letter().pdf, PDF, Marks(("no such word",)))
    monkeypatch.setattr(process, "COMMAND", (sys.executable, "-c", "import os; os.abort()"))
    with pytest.raises(NotRedacted, match="unreadable"):
        process.view_page(drawn_letter().pdf, PDF, Marks(), 1)
    monkeypatch.setattr(process, "COMMAND", (sys.executable, "-c", "import os; os.kill(os.getpid(), 24)"))
    with pytest.raises(NotRedacted, match="too-long"):
        process.view_page(drawn_letter().pdf, PDF, Marks(), 1)
    monkeypatch.setattr(process, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(process, "LONGEST_SECONDS", 1)
    start = time.monotonic()
    with pytest.raises(NotRedacted, match="busy"):
        process.view_page(drawn_letter().pdf, PDF, Marks(), 1)
    assert time.monotonic() - start < 5


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 1), st.binary(max_size=60))
def test_a_bruised_paper_is_worked_on_or_refused_and_never_raises(where: float, more: bytes) -> None:
    content = drawn_letter().pdf
    place = int(where * len(content))
    try:
        redacted(content[:place] + more + content[place + len(more) :], PDF, Marks((NAME,)))
    except NotRedacted as problem:
        assert str(problem) in {"unreadable", "nothing-found", "still-there"}
