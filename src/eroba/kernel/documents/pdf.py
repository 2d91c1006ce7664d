"""Turns finished HTML into a PDF for the archive (PDF/A-3u) that screen readers can read (PDF/UA-1).

Nothing is fetched from anywhere: pictures come as data, fonts from one folder or from the system.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from fontTools.ttLib import TTFont, TTLibError
from weasyprint import CSS, HTML, Attachment
from weasyprint.document import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# One family name per script file: two subsets under one name garble both page and extracted text.
# Latin first, so that digits and „quotation marks“ look the same in every language.
FONT_STACK = (
    '"Eroba Latin", "Eroba Georgian", "Noto Sans", "Noto Sans Georgian", "Noto Sans Armenian", '
    '"DejaVu Sans", sans-serif'
)


class PageNotDrawn(ValueError):
    """The HTML asks for something a letter may not have, such as a picture from the network."""


@dataclass(frozen=True)
class AttachedFile:
    """A file that travels inside the PDF."""

    name: str
    description: str
    content: bytes


class ClosedFetcher(URLFetcher):
    """Opens `data:` addresses and files of the font folder, and refuses everything else."""

    def __init__(self, font_folder: Path | None) -> None:
        super().__init__(allowed_protocols=("data", "file"), allow_redirects=False, fail_on_errors=True)
        self._font_folder = font_folder.resolve() if font_folder else None

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Open an address, or raise ValueError when it leads outside."""
        address = urlsplit(url)
        if address.scheme != "data" and not self._is_font(address.scheme, address.netloc, address.path):
            raise ValueError("a letter fetches nothing from outside")
        return super().fetch(url, headers)

    def _is_font(self, scheme: str, host: str, path: str) -> bool:
        if scheme != "file" or host or self._font_folder is None:
            return False
        return Path(unquote(path)).resolve().is_relative_to(self._font_folder)


def html_to_pdf(
    html: str, stylesheet: str, font_folder: Path | None = None, attached: Sequence[AttachedFile] = ()
) -> bytes:
    """Draw a page of HTML as PDF/A-3u with tags; raises PageNotDrawn when it asks for anything outside."""
    fetcher = ClosedFetcher(font_folder)
    fonts = FontConfiguration()
    faces = font_faces(font_folder) if font_folder else ""
    sheets = [CSS(string=faces + stylesheet, font_config=fonts, url_fetcher=fetcher, base_url="about:blank")]
    try:
        document = HTML(string=html, url_fetcher=fetcher, base_url="about:blank").render(
            stylesheets=sheets, font_config=fonts, **_VARIANT
        )
        document.metadata = ArchiveMetadata(**vars(document.metadata))
        return document.write_pdf(attachments=[_attachment(file) for file in attached], **_VARIANT)
    except FatalURLFetchingError as error:
        raise PageNotDrawn(str(error.__cause__ or error)) from error


_VARIANT: dict[str, Any] = {"pdf_variant": "pdf/a-3u", "pdf_tags": True}


def _attachment(file: AttachedFile) -> Attachment:
    return Attachment(
        file_obj=BytesIO(file.content),
        name=file.name,
        description=file.description,
        relationship="Data",
    )


@lru_cache(maxsize=8)
def font_faces(folder: Path) -> str:
    """Write an @font-face rule for each TrueType file of the folder, named as the file names itself."""
    return "".join(_font_face(path) for path in sorted(folder.rglob("*.ttf")))


def _font_face(path: Path) -> str:
    try:
        with TTFont(path, lazy=True) as font:
            family = font["name"].getBestFamilyName() or path.stem
            weight = font["OS/2"].usWeightClass
            style = "italic" if font["head"].macStyle & 2 else "normal"
    except (TTLibError, KeyError, OSError):
        return ""
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{path.resolve().as_uri()}"); }}\n'
    )


class ArchiveMetadata(DocumentMetadata):
    """Adds the PDF/UA mark to the PDF/A metadata, with the schema PDF/A wants for a foreign field.

    WeasyPrint writes either the one or the other.
    """

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str | None) -> bytes:
        """Write the metadata of both standards."""
        rdf: bytes = super().generate_rdf_metadata(variant, version, conformance)
        return rdf.replace(b"</rdf:RDF>", _ACCESSIBILITY_MARK + b"</rdf:RDF>")


def _accessibility_mark() -> bytes:
    """Say "this is PDF/UA-1" and describe that field, both as RDF."""
    rdf, schema, prop = "rdf:", "pdfaSchema:", "pdfaProperty:"
    mark = Element(
        "rdf:Description",
        {"rdf:about": "", "xmlns:pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "pdfuaid:part": "1"},
    )
    described = Element(
        "rdf:Description",
        {
            "rdf:about": "",
            "xmlns:pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
            "xmlns:pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
            "xmlns:pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
        },
    )
    bag = SubElement(SubElement(described, "pdfaExtension:schemas"), rdf + "Bag")
    entry = SubElement(bag, rdf + "li", {"rdf:parseType": "Resource"})
    SubElement(entry, schema + "schema").text = "PDF/UA identification"
    SubElement(entry, schema + "namespaceURI").text = "http://www.aiim.org/pdfua/ns/id/"
    SubElement(entry, schema + "prefix").text = "pdfuaid"
    sequence = SubElement(SubElement(entry, schema + "property"), rdf + "Seq")
    field = SubElement(sequence, rdf + "li", {"rdf:parseType": "Resource"})
    for name, value in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "Part of ISO 14289 the file conforms to"),
    ):
        SubElement(field, prop + name).text = value
    return tostring(described) + tostring(mark)


_ACCESSIBILITY_MARK = _accessibility_mark()
