"""The priorities document as a PDF for the archive, in the language asked for."""

from django.template.loader import render_to_string
from django.utils.translation import override

from eroba.capabilities.budget import plan_pages
from eroba.capabilities.budget.models import Priorities
from eroba.kernel.documents.letterhead import INKS, town_hall_name
from eroba.kernel.documents.pdf import FONT_STACK, html_to_pdf
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.assets.paths import LETTER_FONTS
from eroba.kernel.ui.palette import town_colour

STYLE = """
@page { size: A4; margin: 20mm 18mm; @bottom-right { content: counter(page); font-size: 8pt } }
body { font-family: FONT-STACK; font-size: 10pt; color: #1d1a17; line-height: 1.45 }
h1 { font-size: 18pt; margin: 0 0 2mm; color: INK } h2 { font-size: 13pt; margin: 7mm 0 1mm; break-after: avoid }
h3 { font-size: 10.5pt; margin: 3mm 0 0; break-after: avoid } p { margin: 0 0 2mm }
section, article, tr { break-inside: avoid } caption { break-after: avoid } a { color: INK; text-decoration: none }
table { width: 100%; border-collapse: collapse; margin: 2mm 0 4mm }
th, td { border-bottom: 0.4pt solid #99938a; text-align: left; padding: 1mm 1.5mm; font-size: 9pt; vertical-align: top }
td.e-number, th.e-number { text-align: right; white-space: nowrap } caption { text-align: left; font-weight: bold }
.quiet { color: #55504a; font-size: 8.5pt }
"""


def priorities_pdf(document: Priorities, language: str) -> bytes:
    """Draw the document as it stands now, with remarks and answers, and what changed since the draft."""
    town = current_municipality()
    with override(language):
        stages = plan_pages.programmes_of(document)
        programmes = plan_pages.newest_of(document, stages)
        context = {
            "language": language,
            "is_paper": True,
            "document": document,
            "town_hall": town_hall_name(town, language),
            "money": plan_pages.money_table(document, programmes),
            "programmes": plan_pages.shown(programmes, document.years),
            "difference": plan_pages.difference(document, stages),
            "remarks": plan_pages.remarks_of(document),
        }
        html = render_to_string("budget/priorities_pdf.html", context)
    style = STYLE.replace("FONT-STACK", FONT_STACK).replace("INK", INKS[town_colour(town.colour, town.slug)])
    return html_to_pdf(html, style, LETTER_FONTS)
