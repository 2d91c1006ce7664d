"""Letters: the words on paper are the words that were signed, and nothing comes from outside."""

import re
import shutil
import subprocess
from pathlib import Path

import pymupdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from eroba.kernel.documents.codes import new_code
from eroba.kernel.documents.letters import (
    clean_body,
    draw_letter,
    letter_html,
    letter_stylesheet,
    long_date,
    preview_letter,
    visible_text,
)
from eroba.kernel.documents.pdf import PageNotDrawn, html_to_pdf
from eroba.kernel.documents.pdf_reading import open_pdf
from eroba.kernel.documents.tests.letters import CHECK_ADDRESS, drawn_letter, letter_text, town_seal
from eroba.kernel.ui.assets.paths import LETTER_FONTS

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")


def text_of(pdf: bytes, tmp_path: Path) -> str:
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True)
    return run.stdout


@needs_poppler
def test_every_word_survives_the_round_trip(tmp_path: Path) -> None:
    printed = re.sub(r"[\s•]", "", text_of(drawn_letter().pdf, tmp_path))
    for word in drawn_letter().signed.text.split():
        assert word in printed, word


@needs_poppler
@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("fonts", [None, LETTER_FONTS], ids=["of the machine", "our own"])
def test_all_letters_of_our_languages_come_back(language: str, fonts: Path | None, tmp_path: Path) -> None:
    if fonts and not fonts.is_dir():
        pytest.skip("the front end is not built here")
    line = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ ABCXYZ abcxyz 0123456789 „“ № ₾ – əğıöüçşİƏ աբգդեԱԲԳ"
    pdf = preview_letter(letter_text(body_html=f"<p>{line}</p>", language=language), fonts)
    assert line in " ".join(text_of(pdf, tmp_path).split())


def test_the_letter_is_an_archive_file_that_screen_readers_can_read() -> None:
    reader = open_pdf(drawn_letter().pdf, strict=True)
    metadata = reader.root["/Metadata"].data.decode()
    assert 'pdfaid:part="3"' in metadata and 'pdfaid:conformance="U"' in metadata
    assert 'pdfuaid:part="1"' in metadata
    assert metadata.count("<rdf:RDF") == 1
    assert reader.root["/MarkInfo"]["/Marked"]
    assert reader.root["/Lang"] == "ka"
    assert reader.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert drawn_letter().pdf.startswith(b"%PDF-1.7")
    assert "/Version" not in reader.root
    assert _all_fonts_are_embedded(reader)
    assert reader.root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1" and reader.root["/StructTreeRoot"]["/K"]
    assert reader.root["/AF"][0]["/AFRelationship"] == "/Data" and "/ID" in reader.trailer.flatten()
    assert not reader.encrypted


def _all_fonts_are_embedded(reader: PdfFileReader) -> bool:
    fonts = reader.root["/Pages"]["/Kids"][0]["/Resources"]["/Font"]
    return all("/DescendantFonts" in fonts[name] for name in fonts)


@pytest.mark.parametrize(
    "picture",
    [
        "http://example.ge/a.png",
        "https://example.ge/a.png",
        "file:///etc/hostname",
        "ftp://example.ge/a",
        "file://host/etc/x",
    ],
)
def test_nothing_is_fetched_from_outside(picture: str, tmp_path: Path) -> None:
    with pytest.raises(PageNotDrawn):
        html_to_pdf(f'<html lang=en><title>x</title><img alt="" src="{picture}">', "", tmp_path)


def test_nothing_leaves_the_font_folder(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    folder.mkdir()
    (tmp_path / "secret.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "link.svg").symlink_to(tmp_path / "secret.svg")
    for name in ("../secret.svg", "%2e%2e/secret.svg", "link.svg"):
        with pytest.raises(PageNotDrawn):
            html_to_pdf(
                f'<html lang=en><title>x</title><img alt="" src="{folder.as_uri()}/{name}">', "", folder
            )


def test_a_body_cannot_bring_scripts_pictures_or_styles() -> None:
    dirty = (
        '<p onclick="x">a</p><script>b</script><img src=x><style>c</style><a href="//x">d</a><main>e</main>'
    )
    assert clean_body(dirty) == "<p>a</p>de"


def test_what_people_typed_is_text_and_never_markup() -> None:
    html = letter_html(
        letter_text(title="<b>x</b>", addressee_lines=("</main><script>",)), "C", CHECK_ADDRESS
    )
    assert "<script>" not in html and "&lt;b&gt;x" in html


def test_the_signed_text_is_what_stands_in_the_letter() -> None:
    text = drawn_letter().signed.text
    for words in ("OZU-2026-SOC-00042", "2026 წლის 22 ნოემბერი", "ნინო მაგალითაძე", "300 ლარის (300 ₾)"):
        assert words in text
    assert drawn_letter().code in text
    assert visible_text("<title>no</title><main><p>a<b>b</b></p><p>c</p></main>no") == "ab c"


def test_a_draft_says_that_it_is_one() -> None:
    html = letter_html(letter_text(language="en"), "", "")
    assert "Draft. Not issued, not sealed." in html
    assert "How to check" not in html


def test_a_very_long_letter_keeps_its_signature_with_its_text(tmp_path: Path) -> None:
    paragraph = "<p>" + "გრძელი წინადადება, რომელიც მრავალ სტრიქონს იკავებს. " * 12 + "</p>"
    letter = draw_letter(letter_text(body_html=paragraph * 11), new_code(), town_seal(), CHECK_ADDRESS)
    assert open_pdf(letter.pdf, strict=True).root["/Pages"]["/Count"] >= 2


@pytest.mark.parametrize("paragraphs", [1, 12, 30])
def test_the_first_page_can_be_checked_and_no_page_stands_without_text(paragraphs: int) -> None:
    body = "<p>" + "გრძელი წინადადება, რომელიც მრავალ სტრიქონს იკავებს. " * 6 + "</p>"
    letter = draw_letter(letter_text(body_html=body * paragraphs), new_code(), town_seal(), CHECK_ADDRESS)
    with pymupdf.open(stream=letter.pdf, filetype="pdf") as paper:
        strokes = max((len(path["items"]) for path in paper[0].get_drawings()), default=0)
        assert strokes > 300, "the square is on the first page"
        texts = [page.get_text() for page in paper.pages()]
    assert all("წინადადება" in text for text in texts), "the way to check and the signature never stand alone"
    assert "გიორგი ნიმუშაძე" in texts[-1] and letter.code in texts[-1]


def test_a_usual_decision_fits_on_one_page() -> None:
    with pymupdf.open(stream=drawn_letter().pdf, filetype="pdf") as paper:
        assert paper.page_count == 1


def test_dates_are_written_as_letters_write_them() -> None:
    day = letter_text().issued_on
    assert long_date(day, "ka") == "2026 წლის 22 ნოემბერი"
    assert long_date(day, "en") == "22 November 2026"


def test_a_colour_that_is_none_cannot_enter_the_stylesheet() -> None:
    assert "}" not in letter_stylesheet("red}").split("color: ")[1][:8]
    assert "#24577a" in letter_stylesheet("#24577a")
