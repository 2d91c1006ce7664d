"""The public pages: what one can get done here, and one service in detail. Nothing of anybody is touched."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.open_process.durations import HALF_OF_THEM
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.queries.catalogue import offered_services, service_by_code
from eroba.capabilities.services.queries.open_process import figures_of_service
from eroba.capabilities.services.views.open_process.words import days_in_words
from eroba.kernel.base.text import is_found, search_key
from eroba.kernel.ui.components import Card, Crumb, Figure
from eroba.kernel.ui.numbers import money

KEPT_SECONDS = 60


def kept_for_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a public page be kept for a minute by browsers and caches in between."""

    @require_safe
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
        return response

    kept.__name__, kept.__doc__ = view.__name__, view.__doc__
    return kept


@kept_for_all
def catalogue(request: HttpRequest) -> HttpResponse:
    """Everything one can get done with the town hall, with a search in both scripts."""
    typed = request.GET.get("q", "").strip()[:80]
    key = search_key(typed)
    offered = offered_services()
    found = [one for one in offered if not typed or is_found(key, _words_of(one.definition))]
    cards = [
        Card(
            title=str(one.definition.title),
            href=_address(request, "service", code=one.service.code),
            text=str(one.definition.summary),
            meta=str(one.definition.how_long),
        )
        for one in found
    ]
    shown = {
        "cards": cards,
        "typed": typed,
        "has_any": bool(offered),
        "open_process_href": _address(request, "open_process"),
        "jsonld_href": town_address(request, "services_feed:catalogue"),
    }
    return render(request, "services/catalogue.html", shown)


@kept_for_all
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service: who gets it, what one needs and what not, how long it takes, where to start."""
    offered = service_by_code(code)
    said = offered.definition
    days = figures_of_service(code).lately(code, HALF_OF_THEM)
    price = money(said.cost.amount) if Decimal(said.cost.amount) else _("Free of charge")
    figures = [Figure(price, _("What it costs"))]
    if days is not None:
        figures.append(Figure(days_in_words(days), _("Half of the latest decisions took this long or less")))
    shown = {
        "service": offered.service,
        "said": said,
        "crumbs": _crumbs(request, str(said.title)),
        "figures": figures,
        "laws": [(law, str(cited(said, law.code))) for law in said.legal],
        "fetched": [register for register in said.registers if register.saves_paper],
        "apply_href": _address(request, "apply", code=code),
        "open_process_href": _address(request, "service_open_process", code=code),
        "jsonld_href": _address(request, "service_jsonld", code=code),
    }
    return render(request, "services/service.html", shown)


def _words_of(said: ServiceDefinition) -> str:
    events = (event.title for event in said.life_events)
    texts = (said.title, said.summary, *events)
    return " ".join(words for text in texts for _code, words in text.in_languages)


def _crumbs(request: HttpRequest, last: str) -> list[Crumb]:
    return [Crumb(_("Services"), _address(request, "catalogue")), Crumb(last)]


def _address(request: HttpRequest, name: str, **named: str) -> str:
    return town_address(request, f"services:{name}", **named)
