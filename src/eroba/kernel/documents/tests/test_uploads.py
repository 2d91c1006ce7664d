"""Uploads: believed by what they are, drawn anew, and refused with a sentence that helps."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from eroba.kernel.documents.pdf import AttachedFile, html_to_pdf
from eroba.kernel.documents.tests.letters import drawn_letter
from eroba.kernel.documents.uploads import UploadRefused, check_upload, harmless_name

PAPER = html_to_pdf("<html lang=en><title>x</title><p>paper", "")


def picture(width: int = 60, height: int = 40, kind: str = "JPEG", **extra: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "#24577a").save(target, kind, **extra)
    return target.getvalue()


def pdf_with(entry: bytes) -> bytes:
    """Write a tiny PDF whose catalog holds one more entry."""
    objects = [b"<</Type/Catalog/Pages 2 0 R" + entry + b">>", b"<</Type/Pages/Kids[]/Count 0>>"]
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    return content + (
        b"xref\n0 3\n0000000000 65535 f \n" + table + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n"
        + b"%d" % start + b"\n%%EOF\n"
    )  # fmt: skip


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as folder:
        folder.writestr("word/vbaProject.bin", b"macro")
    return target.getvalue()


def refusal(content: bytes, name: str = "paper.pdf", **limits: int) -> UploadRefused:
    with pytest.raises(UploadRefused) as refused:
        check_upload(content, name, **limits)
    assert str(refused.value.message)
    return refused.value


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PAPER, "application/pdf"), (picture(), "image/jpeg"), (picture(kind="PNG"), "image/png")],
)
def test_papers_and_pictures_come_in(content: bytes, media_type: str) -> None:
    assert check_upload(content, "whatever.bin").media_type == media_type


def test_a_letter_of_the_town_comes_in_with_its_statement() -> None:
    accepted = check_upload(drawn_letter().pdf, "decision.pdf")
    assert accepted.content == drawn_letter().pdf


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + bytes(64), "kind"),
        (zipped(), "kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "kind"),
        (b"<svg onload=alert(1)>", "kind"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(32), "kind"),
        (b"\xff\xd8\xff\xe0 nothing of a picture", "picture-unreadable"),
        (picture()[:200], "picture-unreadable"),
        (b"%PDF-1.7 nothing of a paper", "pdf-unreadable"),
        (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", "virus"),
        (pdf_with(b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), "pdf-script"),
        (pdf_with(b"/OpenAction<</S/J#61vaScript/JS(x)>>"), "pdf-script"),
        (pdf_with(b"/AA<</WC<</S/Launch/F(calc.exe)>>>>"), "pdf-script"),
        (pdf_with(b"/AcroForm<</XFA[]/Fields[]>>"), "pdf-script"),
        (pdf_with(b"/Names<</EmbeddedFiles<</Names[]>>>>"), "pdf-attachment"),
        (
            html_to_pdf("<html lang=en><title>x</title>", "", None, [AttachedFile("a.exe", "", b"MZ")]),
            "pdf-attachment",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_what_is_no_paper_is_refused(content: bytes, reason: str) -> None:
    assert refusal(content).reason == reason


def test_an_honest_small_pdf_comes_in() -> None:
    assert check_upload(pdf_with(b""), "a.pdf").media_type == "application/pdf"


def test_a_file_that_is_too_large_is_refused_with_both_sizes() -> None:
    refused = refusal(b"%PDF-" + bytes(50 * 1024 * 1024))
    assert refused.reason == "size"
    assert "51" in str(refused.message) and "10" in str(refused.message)


def test_a_picture_with_too_many_pixels_is_never_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    target = io.BytesIO()
    Image.new("L", (10_000, 10_000)).save(target, "PNG")
    monkeypatch.setattr(Image.Image, "load", lambda _self: pytest.fail("unpacked"))
    assert refusal(target.getvalue()).reason == "dimensions"


def test_where_a_picture_was_taken_does_not_come_in() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6  # turned by 90 degrees
    accepted = check_upload(picture(exif=exif.tobytes()), "a.jpg")
    assert b"secret place" not in accepted.content
    with Image.open(io.BytesIO(accepted.content)) as drawn:
        assert drawn.size == (40, 60), "the picture stands upright without its note"
        assert not drawn.getexif()


def test_nothing_hides_behind_a_picture() -> None:
    accepted = check_upload(picture() + zipped(), "a.jpg")
    assert b"PK\x03\x04" not in accepted.content


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("../../etc/ცნობა № 3.pdf", "ცნობა № 3.pdf"),
        ("C:\\papers\\bill.pdf.exe", "bill.pdf"),
        ("bill\u202efdp.exe", "billfdp.pdf"),
        ("\x00\n", "file.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_are_made_harmless(name: str, harmless: str) -> None:
    assert harmless_name(name, "application/pdf") == harmless


@given(st.text(max_size=300))
def test_any_name_becomes_a_name(name: str) -> None:
    harmless = harmless_name(name, "image/png")
    assert harmless.endswith(".png") and "/" not in harmless and harmless.isprintable()


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b""]), st.binary(max_size=2000))
def test_garbage_is_refused_and_never_raises(start: bytes, rest: bytes) -> None:
    try:
        check_upload(start + rest, "a")
    except UploadRefused as refused:
        assert str(refused.message)
