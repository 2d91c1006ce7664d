"""The public pages: what one can get done here, and one service in detail. Nothing of anybody is touched."""

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.forms.catalogue import CatalogueForm
from eroba.capabilities.services.open_process.durations import HALF_OF_THEM
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.queries.catalogue import (
    OfferedService,
    occasions_of,
    offered_services,
    service_by_code,
)
from eroba.capabilities.services.queries.open_process import figures_of_service
from eroba.capabilities.services.queries.visits import counters_for
from eroba.capabilities.services.views.fee_showing import offered_fees
from eroba.capabilities.services.views.open_process.words import days_in_words
from eroba.kernel.ui.components import Card, Crumb, Figure
from eroba.kernel.ui.numbers import money
from eroba.kernel.ui.public_pages import public_page


@public_page
def catalogue(request: HttpRequest) -> HttpResponse:
    """Everything one can get done with the town hall, by what happens in life, with a search in both scripts."""
    offered = offered_services()
    form = CatalogueForm(request.GET, occasions_of(offered))
    found = [one for one in offered if form.fits(_words_of(one.definition), one.occasions())]
    shown = {
        "form": form,
        "found": [_card(request, one) for one in found] if form.is_used else [],
        "groups": [] if form.is_used else _groups(request, found),
        "has_any": bool(offered),
        "open_process_href": _address(request, "open_process"),
        "jsonld_href": town_address(request, "services_feed:catalogue"),
    }
    return render(request, "services/catalogue.html", shown)


@public_page
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service: who gets it, what one needs and what not, how long it takes, where to start."""
    offered = service_by_code(code)
    said = offered.definition
    days = figures_of_service(code).lately(code, HALF_OF_THEM)
    price = money(said.cost.amount) if Decimal(said.cost.amount) else _("Free of charge")
    figures = [Figure(price, str(said.cost.text) if Decimal(said.cost.amount) else _("What it costs"))]
    if days is not None:
        figures.append(Figure(days_in_words(days), _("Half of the latest decisions took this long or less")))
    shown = {
        "service": offered.service,
        "said": said,
        "crumbs": _crumbs(request, str(said.title)),
        "figures": figures,
        "fees": offered_fees(offered),
        "laws": [(law, str(cited(said, law.code))) for law in said.legal],
        "fetched": [register for register in said.registers if register.saves_paper],
        "book_href": f"{_address(request, 'book')}?service={code}" if counters_for(code) else "",
        "apply_href": _address(request, "apply", code=code),
        "open_process_href": _address(request, "service_open_process", code=code),
        "jsonld_href": _address(request, "service_jsonld", code=code),
    }
    return render(request, "services/service.html", shown)


def _card(request: HttpRequest, one: OfferedService) -> Card:
    return Card(
        title=str(one.definition.title),
        href=_address(request, "service", code=one.service.code),
        text=str(one.definition.summary),
        meta=str(one.definition.how_long),
    )


def _groups(request: HttpRequest, offered: Sequence[OfferedService]) -> list[tuple[str, list[Card]]]:
    """Each service once, under the first occasion it names; what names none stands at the end."""
    groups = [
        (title, [_card(request, one) for one in offered if one.occasions()[:1] == (code,)])
        for code, title in occasions_of(offered)
    ]
    others = [_card(request, one) for one in offered if not one.occasions()]
    return [(title, cards) for title, cards in [*groups, (_("Other"), others)] if cards]


def _words_of(said: ServiceDefinition) -> str:
    events = (event.title for event in said.life_events)
    texts = (said.title, said.summary, *events)
    return " ".join(words for text in texts for _code, words in text.in_languages)


def _crumbs(request: HttpRequest, last: str) -> list[Crumb]:
    return [Crumb(_("Services"), _address(request, "catalogue")), Crumb(last)]


def _address(request: HttpRequest, name: str, **named: str) -> str:
    return town_address(request, f"services:{name}", **named)
