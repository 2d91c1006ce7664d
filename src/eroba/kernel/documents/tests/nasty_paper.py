"""A paper in which words hide in every place a PDF has for them."""

import io
import subprocess
import tempfile
import zlib
from pathlib import Path

import pymupdf
import pypdf

from eroba.kernel.documents.tests.letters import drawn_letter

#: Words that are gone after any redaction, because nobody sees them on the page.
UNSEEN = ("HIDDENLAYER", "NOTETEXT", "INSIDETEXT", "ABOUTTEXT", "OUTLINETEXT", "EARLIERTEXT", "ACTIONTEXT")


def nasty_paper(turned: int = 0) -> bytes:
    """Write a letter with hidden layers, notes, a form, files inside, an outline and an earlier state."""
    paper = pymupdf.open(stream=drawn_letter().pdf, filetype="pdf")
    page = paper[0]
    shown, hidden = paper.add_ocg("shown", on=True), paper.add_ocg("hidden", on=False)
    page.insert_text((72, 600), "SHOWNLAYER", oc=shown)
    page.insert_text((72, 620), "HIDDENLAYER", oc=hidden)
    page.insert_text((72, 640), "SECRETTEXT 01001012345")
    page.add_text_annot((300, 600), "NOTETEXT")
    paper.embfile_add("INSIDETEXT.txt", b"INSIDETEXT")
    paper.set_metadata({"title": "ABOUTTEXT", "author": "ABOUTTEXT"})
    field = pymupdf.Widget()
    field.field_type, field.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, "x"
    field.field_value, field.rect = "FIELDTEXT", pymupdf.Rect(300, 700, 400, 720)
    field.script_calc = "app.alert('ACTIONTEXT')"
    page.add_widget(field)
    paper.set_toc([[1, "OUTLINETEXT", 1]])
    page.set_rotation(turned)
    return _with_an_earlier_state(paper.tobytes())


def _with_an_earlier_state(content: bytes) -> bytes:
    """Save a word, take it out again, and save behind: the first state is still in the file."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "paper.pdf"
        place.write_bytes(content)
        paper = pymupdf.open(place)
        xref = paper.get_new_xref()
        paper.update_object(xref, "<< >>")
        paper.update_stream(xref, b"EARLIERTEXT", compress=False)
        paper.saveIncr()
        paper = pymupdf.open(place)
        paper.update_stream(xref, b"later", compress=False)
        paper.saveIncr()
        return place.read_bytes()


def read_by_all(pdf: bytes) -> dict[str, str]:
    """Read a paper as three programs and as somebody who unpacks every stream do."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "paper.pdf"
        place.write_bytes(pdf)
        run = subprocess.run(
            ["pdftotext", "-raw", str(place), "-"], capture_output=True, text=True, check=True
        )
    with pymupdf.open(stream=pdf, filetype="pdf") as paper:
        mupdf = "\n".join(page.get_text() for page in paper)
    pypdf_text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return {"poppler": run.stdout, "mupdf": mupdf, "pypdf": pypdf_text}


def unpacked(pdf: bytes) -> bytes:
    """Give the raw bytes and every stream unpacked, whether anything refers to it or not."""
    parts, place = [pdf], 0
    while (start := pdf.find(b"stream", place)) >= 0:
        place = start + len(b"stream")
        body = pdf[place:].lstrip(b"\r\n")
        try:
            parts.append(zlib.decompressobj().decompress(body))
        except zlib.error:
            continue
    return b"\n".join(parts)


def is_in_bytes(word: str, pdf: bytes) -> bool:
    """Tell whether a word stands in the bytes in any of the ways a PDF writes one."""
    raw = unpacked(pdf).lower()
    ways = [word.encode(way) for way in ("utf-8", "utf-16-be", "utf-16-le")]
    ways += [bytes(way.hex(), "ascii") for way in ways]
    return any(way.lower() in raw for way in ways)
