"""Paper sheets as a PDF: each with the petition, its number, ten numbered lines and a square with its address."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from eroba.capabilities.petitions.models import Petition, Sheet
from eroba.capabilities.petitions.models.paper import LINES
from eroba.kernel.documents.letters import square_picture
from eroba.kernel.documents.pdf import FONT_STACK, html_to_pdf
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.assets.paths import LETTER_FONTS

STYLE = """
@page { size: A4 landscape; margin: 12mm }
body { font-family: FONT-STACK; font-size: 10pt; color: #1d1a17 }
section { page-break-after: always } section:last-child { page-break-after: auto }
h1 { font-size: 14pt; margin: 0 0 2mm } p { margin: 0 0 2mm }
header { display: flex; justify-content: space-between } header img { width: 26mm; height: 26mm }
table { width: 100%; border-collapse: collapse; margin-top: 2mm }
th, td { border: 0.4pt solid #1d1a17; text-align: left; padding: 1mm 1.5mm; font-size: 8.5pt }
td { height: 8.6mm } td:first-child { width: 8mm; text-align: right } footer { font-size: 8pt; margin-top: 3mm }
"""


def sheets_pdf(petition: Petition, sheets: Sequence[Sheet], address: str) -> bytes:
    """The sheets, one to a page, in the language being read. Their square leads to the page of the petition."""
    town = current_municipality()
    shown = [
        {"number": sheet.number, "square": square_picture(f"{address}#sheet-{sheet.number}")}
        for sheet in sheets
    ]
    context = {"petition": petition, "town": town, "sheets": shown, "places": range(1, LINES + 1)}
    html = render_to_string("petitions/sheets.html", context)
    return html_to_pdf(html, STYLE.replace("FONT-STACK", FONT_STACK), LETTER_FONTS)
