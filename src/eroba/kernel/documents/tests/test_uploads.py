"""Uploads: believed by what they are, drawn anew, and refused with a sentence that helps."""

import io
import time
import tracemalloc
import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from eroba.kernel.documents.tests.corpus import (
    PAPER,
    REFUSED,
    nested_zip_bomb,
    pdf_with,
    photo_with_place,
    picture,
    white_png,
    zipped,
)
from eroba.kernel.documents.tests.letters import drawn_letter
from eroba.kernel.documents.uploads import UploadRefused, check_upload, harmless_name


def refusal(content: bytes, name: str = "paper.pdf", **limits: int) -> UploadRefused:
    with pytest.raises(UploadRefused) as refused:
        check_upload(content, name, **limits)
    assert str(refused.value.message)
    return refused.value


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PAPER, "application/pdf"),
        (PAPER + b"\r\n\x00", "application/pdf"),
        (pdf_with(b""), "application/pdf"),
        (picture(), "image/jpeg"),
        (picture(kind="PNG"), "image/png"),
    ],
    ids=["paper", "paper with a blank end", "tiny paper", "photo", "drawing"],
)
def test_papers_and_pictures_come_in(content: bytes, media_type: str) -> None:
    assert check_upload(content, "whatever.bin").media_type == media_type


def test_a_letter_of_the_town_comes_in_with_its_statement() -> None:
    accepted = check_upload(drawn_letter().pdf, "decision.pdf")
    assert accepted.content == drawn_letter().pdf


@pytest.mark.parametrize("called", REFUSED)
def test_what_is_no_paper_is_refused_in_the_language_of_the_person(called: str) -> None:
    name, content, reason, words = REFUSED[called]
    refused = refusal(content, name)
    assert refused.reason == reason
    assert words in str(refused.message), str(refused.message)


def test_a_zip_bomb_is_refused_without_unpacking_it() -> None:
    bomb = nested_zip_bomb()
    start = time.monotonic()
    tracemalloc.start()
    refusal(bomb, "a.docx")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000 and time.monotonic() - start < 1


def test_a_file_that_is_too_large_is_refused_with_both_sizes() -> None:
    refused = refusal(b"%PDF-" + bytes(50 * 1024 * 1024))
    assert refused.reason == "size"
    assert "51" in str(refused.message) and "10" in str(refused.message)


def test_a_picture_with_too_many_pixels_is_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = white_png(10_000)
    monkeypatch.setattr(Image.Image, "load", lambda _self: pytest.fail("unpacked"))
    assert refusal(content).reason == "dimensions"


def test_where_a_picture_was_taken_does_not_come_in() -> None:
    sent = photo_with_place()
    with Image.open(io.BytesIO(sent)) as photo:
        assert photo.getexif().get_ifd(0x8825), "the photo says where it was taken"
    accepted = check_upload(sent, "a.jpg")
    assert b"secret place" in sent and b"secret place" not in accepted.content
    with Image.open(io.BytesIO(accepted.content)) as drawn:
        assert drawn.size == (40, 60), "the picture stands upright without its note"
        assert not drawn.getexif() and not drawn.getexif().get_ifd(0x8825)


def test_words_behind_a_drawing_do_not_come_in() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    accepted = check_upload(picture(kind="PNG", exif=exif.tobytes()), "a.png")
    assert b"secret place" not in accepted.content


def test_nothing_hides_behind_a_picture() -> None:
    accepted = check_upload(picture() + zipped(), "a.jpg")
    assert b"PK\x03\x04" not in accepted.content


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("../../etc/ცნობა № 3.pdf", "ცნობა № 3.pdf"),
        ("C:\\papers\\bill.pdf.exe", "bill.pdf"),
        ("bill\u202efdp.exe", "billfdp.pdf"),
        ("ბრძანება 12.05.2026.pdf", "ბრძანება 12.05.2026.pdf"),
        ("\x00\n", "file.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"),
        ("ა" * 500, "ა" * 66 + ".pdf"),
    ],
)
def test_names_are_made_harmless(name: str, harmless: str) -> None:
    assert harmless_name(name, "application/pdf") == harmless


@given(st.text(max_size=300))
def test_any_name_becomes_a_name(name: str) -> None:
    harmless = harmless_name(name, "image/png")
    assert harmless.endswith(".png") and "/" not in harmless and harmless.isprintable()
    assert len(harmless.encode()) < 255
    assert not any(unicodedata.category(letter)[0] == "C" for letter in harmless)


def test_a_name_of_a_form_as_long_as_can_be_sent_becomes_a_name() -> None:
    sent = SimpleUploadedFile("\u202e" + "ძალიან გრძელი სახელი " * 60 + ".pdf.scr", PAPER)
    assert check_upload(sent.read(), sent.name or "").name.endswith(".pdf")


STARTS = [b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<", b""]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=2000))
def test_garbage_is_refused_and_never_raises(start: bytes, rest: bytes) -> None:
    _accepted_or_refused_in_words(start + rest)


HONEST = {"pdf": PAPER, "tiny pdf": pdf_with(b""), "jpeg": photo_with_place(), "png": picture(kind="PNG")}
BRUISE = st.tuples(
    st.sampled_from(["change", "cut", "insert", "double"]), st.floats(0, 1), st.binary(max_size=40)
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(HONEST)), st.lists(BRUISE, min_size=1, max_size=6))
def test_a_bruised_paper_comes_in_or_is_refused_and_never_raises(
    kind: str, bruises: list[tuple[str, float, bytes]]
) -> None:
    content = HONEST[kind]
    for way, where, more in bruises:
        place = int(where * len(content))
        if way == "change":
            content = content[:place] + more + content[place + len(more) :]
        elif way == "cut":
            content = content[:place] + content[place + len(more) * 8 :]
        elif way == "insert":
            content = content[:place] + more + content[place:]
        else:
            content = content[:place] + content[place // 2 :]
    _accepted_or_refused_in_words(content)


def _accepted_or_refused_in_words(content: bytes) -> None:
    try:
        accepted = check_upload(content, "a")
    except UploadRefused as refused:
        assert str(refused.message)
    else:
        assert accepted.content and accepted.media_type
