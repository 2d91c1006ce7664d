"""Works on the pages themselves with MuPDF: flattens, finds, blackens, and looks whether the words are gone.

Flattening paints each page anew. What cannot be seen does not go along: hidden layers, notes, forms and
their programs, files inside, earlier states of the file, and what it says about itself.
"""

from collections.abc import Iterator
from typing import Any

import pymupdf

from eroba.kernel.documents.redaction.answers import NotRedacted, PageView, RedactedPaper
from eroba.kernel.documents.redaction.marks import MM, Marks, stands_in, suggested_in

_LIBRARY: Any = pymupdf  # the types it comes with leave out its constants
MOST_PAGES = 150
PREVIEW_PIXELS = 760
_KINDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_BLACK = (0, 0, 0)
_RULER = (0.35, 0.35, 0.35)
_SEE_THROUGH = 0.45
_EDGE, _MIDDLE = 0.14, 0.36


def flattened(content: bytes, media_type: str) -> pymupdf.Document:
    """Paint a paper anew, page by page; a photo becomes a page."""
    try:
        source = pymupdf.open(stream=content, filetype=_KINDS[media_type])
        if source.page_count > MOST_PAGES:
            raise NotRedacted("too-long")
        if source.page_count == 0 or source.needs_pass:
            raise NotRedacted("unreadable")
        return pymupdf.open(stream=source.convert_to_pdf(), filetype="pdf")
    except NotRedacted:
        raise
    except Exception as error:  # the file is a stranger's: whatever breaks the reader is unreadable
        raise NotRedacted("unreadable") from error


def viewed(content: bytes, media_type: str, marks: Marks, page_number: int) -> PageView:
    """Show one page with its marks; nothing is taken out yet."""
    paper = flattened(content, media_type)
    if not 1 <= page_number <= paper.page_count:
        raise NotRedacted("no-page")
    left = flattened(_without(content, media_type, marks).tobytes(), "application/pdf") if marks else paper
    texts = [one.get_text() for one in left.pages()]
    all_text = "\n".join(page.get_text() for page in paper.pages())
    found = {word: sum(len(_places_of(page, word)) for page in paper.pages()) for word in marks.words}
    page = paper[page_number - 1]
    size = page.rect
    for place in _marked(page, marks):
        page.draw_rect(place, color=_BLACK, fill=_BLACK, fill_opacity=_SEE_THROUGH, width=0.8)
    _draw_rulers(page)
    zoom = PREVIEW_PIXELS / max(size.width, 1)
    picture = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False, colorspace=pymupdf.csGRAY)
    return PageView(
        picture=picture.tobytes("png"),
        page_count=paper.page_count,
        width_mm=round(size.width / MM, 1),
        height_mm=round(size.height / MM, 1),
        text=texts[page_number - 1],
        text_of_all="\n\n".join(text.strip() for text in texts),
        suggestions=suggested_in(all_text),
        found=found,
    )


def redacted(content: bytes, media_type: str, marks: Marks) -> RedactedPaper:
    """Take what is marked out of a paper for good; raises NotRedacted when anything of it would stay."""
    paper = flattened(content, media_type)
    count = sum(len(_marked(page, marks)) for page in paper.pages())
    if count == 0:
        raise NotRedacted("nothing-found")
    if any(area.page > paper.page_count for area in marks.areas):
        raise NotRedacted("no-page")
    blackened = _without(content, media_type, marks)
    # Painted once more: whatever the first pass left lying in the file stays behind.
    final = pymupdf.open(stream=blackened.convert_to_pdf(), filetype="pdf")
    final.set_metadata({})
    final.del_xml_metadata()
    pdf = final.tobytes(garbage=4, deflate=True, clean=True, no_new_id=True)
    _must_be_gone(pdf, marks)
    return RedactedPaper(pdf, final.page_count, count)


def _draw_rulers(page: pymupdf.Page) -> None:
    """Mark millimetres along the upper and the left edge of a picture, so that a place can be named."""
    for along, length in ((0, page.rect.width), (1, page.rect.height)):
        for step in range(1, int(length / MM / 10) + 1):
            at, reach = step * 10 * MM, (9 if step % 2 == 0 else 5)
            start, end = ((at, 0), (at, reach)) if along == 0 else ((0, at), (reach, at))
            page.draw_line(start, end, color=_RULER, width=0.7)
            if step % 2 == 0:
                corner = (at + 1.5, 9) if along == 0 else (1.5, at - 1.5)
                page.insert_text(corner, str(step * 10), fontsize=7, color=_RULER)


def _without(content: bytes, media_type: str, marks: Marks) -> pymupdf.Document:
    paper = flattened(content, media_type)
    for page in paper.pages():
        words = [place for word in marks.words for place in _places_of(page, word)]
        # Text goes where the middle of its line is hit, so that the lines above and below stay.
        _take_out(page, [_narrowed(place, _MIDDLE) for place in words], text=True, fill=False)
        _take_out(page, words, pictures=True, drawings=_LIBRARY.PDF_REDACT_LINE_ART_REMOVE_IF_COVERED)
        # A drawing that is only touched could be a signature or letters drawn as lines.
        touched = _LIBRARY.PDF_REDACT_LINE_ART_REMOVE_IF_TOUCHED
        _take_out(page, list(_areas_of(page, marks)), text=True, pictures=True, drawings=touched)
    return paper


def _take_out(
    page: pymupdf.Page,
    places: list[pymupdf.Rect],
    *,
    text: bool = False,
    pictures: bool = False,
    drawings: int = _LIBRARY.PDF_REDACT_LINE_ART_NONE,
    fill: bool = True,
) -> None:
    if not places:
        return
    colour: Any = _BLACK if fill else False
    for place in places:
        page.add_redact_annot(place, fill=colour, cross_out=False)
    page.apply_redactions(
        images=_LIBRARY.PDF_REDACT_IMAGE_PIXELS if pictures else _LIBRARY.PDF_REDACT_IMAGE_NONE,
        graphics=drawings,
        text=_LIBRARY.PDF_REDACT_TEXT_REMOVE if text else _LIBRARY.PDF_REDACT_TEXT_NONE,
    )


def _marked(page: pymupdf.Page, marks: Marks) -> list[pymupdf.Rect]:
    return [*(place for word in marks.words for place in _places_of(page, word)), *_areas_of(page, marks)]


def _places_of(page: pymupdf.Page, word: str) -> list[pymupdf.Rect]:
    """Find a word, however its letters are spaced or broken over lines."""
    return [_narrowed(quad.rect, _EDGE) for quad in page.search_for(word, quads=True)]


def _narrowed(place: pymupdf.Rect, share: float) -> pymupdf.Rect:
    """Take a share of the height off above and below: the box of a letter is higher than the letter."""
    margin = place.height * share
    return pymupdf.Rect(place.x0, place.y0 + margin, place.x1, place.y1 - margin)


def _areas_of(page: pymupdf.Page, marks: Marks) -> Iterator[pymupdf.Rect]:
    for area in marks.areas:
        if area.page == page.number + 1:
            place = pymupdf.Rect(area.left * MM, area.top * MM, area.right * MM, area.bottom * MM)
            inside = place.normalize() & page.rect
            if not inside.is_empty:
                yield inside


def _must_be_gone(pdf: bytes, marks: Marks) -> None:
    """Look for the words once more, as others would; a word that stays is a failure, not a warning."""
    with pymupdf.open(stream=pdf, filetype="pdf") as paper:
        text = "\n".join(page.get_text() for page in paper.pages())
    if any(stands_in(text, word) for word in marks.words):
        raise NotRedacted("still-there")
