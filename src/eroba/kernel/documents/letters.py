"""Writes the town's letters: head, number, addressee, body, signature and how to check them.

Says how a letter looks; what it decides comes from the service that sends it. Touches no table, so
it is called before the action that files the letter.
"""

import base64
import re
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import nh3
import segno
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dates import MONTHS

from eroba.kernel.documents.pdf import FONT_STACK, AttachedFile, html_to_pdf
from eroba.kernel.documents.seal import Seal, seal_pdf
from eroba.kernel.documents.slips import sign_slip
from eroba.kernel.documents.statements import (
    FILE_NAME,
    SignedStatement,
    Statement,
    plain,
    sign_statement,
    text_fingerprint,
)

STYLESHEET = Path(__file__).parent / "static" / "documents" / "letter.css"
_BODY_TAGS = {
    "p", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "strong", "em", "br", "blockquote", "abbr", "span", "div", "section", "small", "sub", "sup",
}  # fmt: skip
_BODY_ATTRIBUTES = {
    "*": {"class", "lang"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "abbr": {"title"},
}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SAPERAVI = "#6b1d3a"


@dataclass(frozen=True)
class LetterHead:
    """Whose letter it is: the town as printed on top."""

    slug: str
    name: str
    second_name: str = ""
    crest_svg: str = ""
    colour: str = _SAPERAVI
    contact_lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterText:
    """Everything one letter says. `body_html` is cleaned; the rest is plain text."""

    head: LetterHead
    language: str
    kind: str
    outcome: str
    number: str
    issued_on: date
    title: str
    addressee_lines: tuple[str, ...]
    body_html: str
    signatory_name: str
    signatory_post: str
    outcome_label: str = ""
    is_information_copy: bool = False


@dataclass(frozen=True)
class DrawnLetter:
    """A finished, sealed letter, ready to be filed by `issue_letter`."""

    pdf: bytes
    signed: SignedStatement
    text: LetterText
    is_shelved: bool = False

    @property
    def content(self) -> bytes:
        """Give the bytes to keep."""
        return self.pdf

    @property
    def code(self) -> str:
        """Give the code under which anybody can check the letter."""
        return self.signed.statement.code


def draw_letter(
    letter: LetterText, code: str, seal: Seal, check_address: str, font_folder: Path | None = None
) -> DrawnLetter:
    """Write, sign and seal a letter. `check_address` is the public page for codes, ending in a slash."""
    page_address = check_address + code
    shown = visible_text(letter_html(letter, code, page_address))
    statement = Statement(
        code=code,
        municipality=letter.head.slug,
        municipality_name=letter.head.name,
        number=letter.number,
        kind=letter.kind,
        outcome=letter.outcome,
        issued_on=letter.issued_on,
        language=letter.language,
        text_sha256=text_fingerprint(shown),
        key_id=seal.published.key_id,
    )
    signed = sign_statement(statement, shown, seal.signing_key())
    square = page_address + "#" + sign_slip(statement, seal.signing_key())
    attached = AttachedFile(FILE_NAME, "Signed statement of the town about this letter", signed.as_bytes())
    html = letter_html(letter, code, page_address, square)
    pdf = html_to_pdf(html, letter_stylesheet(letter.head.colour), font_folder, [attached])
    return DrawnLetter(seal_pdf(pdf, seal), signed, letter)


def preview_letter(letter: LetterText, font_folder: Path | None = None) -> bytes:
    """Draw a letter as it will look, marked as a draft, with neither code nor seal."""
    html = letter_html(letter, code="", page_address="")
    return html_to_pdf(html, letter_stylesheet(letter.head.colour), font_folder)


def letter_html(letter: LetterText, code: str, page_address: str, square: str = "") -> str:
    """Write the letter as HTML; `square` is what the QR code holds."""
    cleaned = replace(letter, body_html=clean_body(letter.body_html))
    with translation.override(letter.language):
        return render_to_string(
            "documents/letter.html",
            {
                "letter": cleaned,
                "issued_on": long_date(letter.issued_on, letter.language),
                "crest": svg_address(letter.head.crest_svg or plain_crest(letter.head)),
                "code": code,
                "check_host": _shown_address(page_address),
                "page_address": page_address,
                "square": square_picture(square) if square else "",
            },
        )


def letter_stylesheet(colour: str) -> str:
    """Give the stylesheet of letters in the town's colour; a colour that is none becomes saperavi."""
    town_colour = colour if _COLOUR.fullmatch(colour) else _SAPERAVI
    sheet = STYLESHEET.read_text(encoding="utf-8")
    return sheet.replace("TOWN-COLOUR", town_colour).replace("FONT-STACK", FONT_STACK)


def clean_body(body_html: str) -> str:
    """Keep of a letter's body only what a letter needs: no link, picture, script, style or second title."""
    one_title = re.sub(r"(</?)h1\b", r"\1h2", body_html, flags=re.IGNORECASE)
    return nh3.clean(one_title, tags=_BODY_TAGS, attributes=_BODY_ATTRIBUTES, link_rel=None)


def long_date(day: date, language: str) -> str:
    """Write a date as letters do: "2026 წლის 22 ნოემბერი", "22 November 2026"."""
    with translation.override(language):
        month = str(MONTHS[day.month])
    if language == "ka":
        return f"{day.year} წლის {day.day} {month}"
    return f"{day.day} {month} {day.year}"


def svg_address(svg: str) -> str:
    """Give an SVG picture as an address that needs no file."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode("utf-8")).decode("ascii")


def square_picture(content: str) -> str:
    """Draw the QR code as SVG; level M survives a fold and a copying machine."""
    picture = BytesIO()
    segno.make(content, error="m", micro=False).save(
        picture, kind="svg", border=2, dark="#1d1a17", light="#ffffff", xmldecl=False, svgns=True
    )
    return svg_address(picture.getvalue().decode("utf-8"))


def plain_crest(head: LetterHead) -> str:
    """Draw a quiet shield for a town that has given us no crest: a vine leaf's line on its colour."""
    colour = head.colour if _COLOUR.fullmatch(head.colour) else _SAPERAVI
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 96">'
        f'<path d="M4 4h72v46c0 22-16 34-36 42C20 84 4 72 4 50z" fill="{colour}"/>'
        '<path d="M10 10h60v39c0 18-13 28-30 35-17-7-30-17-30-35z" fill="none" stroke="#fff" '
        'stroke-opacity=".55" stroke-width="1.5"/>'
        '<g fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round">'
        '<path d="M40 70V34"/><path d="M40 56c-9 0-15-5-16-14 9 0 15 5 16 14z"/>'
        '<path d="M40 48c9 0 15-5 16-14-9 0-15 5-16 14z"/><path d="M40 34c-5-5-5-11 0-16 5 5 5 11 0 16z"/>'
        "</g></svg>"
    )


class _VisibleText(HTMLParser):
    """Collects the text a reader sees inside <main>."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "main"
        self.pieces.append(" " if tag not in _INLINE_TAGS else "")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "main"
        self.pieces.append(" " if tag not in _INLINE_TAGS else "")

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.pieces.append(data)


_INLINE_TAGS = {"strong", "em", "abbr", "span", "small", "sub", "sup", "b", "i"}


def visible_text(html: str) -> str:
    """Give the words of a letter in reading order, as they are signed."""
    reader = _VisibleText()
    reader.feed(html)
    reader.close()
    return plain("".join(reader.pieces))


def _shown_address(page_address: str) -> str:
    parts = urlsplit(page_address)
    return parts.netloc + parts.path.rsplit("/", 1)[0]
