"""A town's pages: its home, its search, and what stands behind its doors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from eroba.capabilities.portal.cards import shown_cards, shown_figures
from eroba.capabilities.portal.queries import (
    Found,
    found_in_town,
    known_settlements,
    open_now,
    promises_kept,
    things_to_get_done,
)
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.offered import offered_capabilities
from eroba.kernel.ui.components import Card, Door
from eroba.kernel.ui.public_pages import public_page

CARDS_ON_HOME = 6


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The town's home; a town that is not here yet says how it could be."""
    town: Municipality = request.municipality  # type: ignore[attr-defined]
    if not town.is_open:
        return render(request, "portal/closed.html")
    offers = things_to_get_done()
    surroundings = {
        "doors": _doors(request),
        "open_now": shown_cards(open_now()[:CARDS_ON_HOME]),
        "offers": shown_cards(offers[:CARDS_ON_HOME]),
        "more_offers": max(0, len(offers) - CARDS_ON_HOME),
        "services_href": _services_href(request),
        "figures": shown_figures(promises_kept()),
        "known": known_settlements(town),
    }
    return render(request, "portal/home.html", surroundings)


home.for_closed_towns = True  # type: ignore[attr-defined]


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """What the town has under the words of the address, typed in either script."""
    typed = request.GET.get("q", "").strip()[:80]
    found = found_in_town(typed)
    if request.htmx:  # type: ignore[attr-defined]
        answer = render(
            request, "portal/found.html", {"typed": typed, "found": found, "cards": shown_cards(found.cards)}
        )
    else:
        answer = _search_page(request, typed, found)
    # A cache must not give the answer for a typing person to somebody who opens the page.
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _search_page(request: HttpRequest, typed: str, found: Found) -> HttpResponse:
    surroundings = {
        "typed": typed,
        "found": found,
        "cards": shown_cards(found.cards),
        "offers": [] if len(found) else shown_cards(things_to_get_done()[:CARDS_ON_HOME]),
    }
    return render(request, "portal/search.html", surroundings)


@public_page
def door(request: HttpRequest, door: str) -> HttpResponse:
    """What stands behind one of the doors, or what will stand there."""
    return render(
        request,
        f"portal/{door}.html",
        {
            "ways": _ways_behind(request, door),
            "figures": shown_figures(promises_kept()) if door == "townhall" else [],
        },
    )


def _doors(request: HttpRequest) -> list[Door]:
    return [
        Door(
            _("Get something done"),
            _services_href(request),
            _("Apply, follow your application, get the decision. From home, or at the town hall."),
            "services",
        ),
        Door(
            _("Decide together"),
            _town_address(request, "portal:together"),
            _("Propose, sign, vote, say what you think of a draft."),
            "together",
        ),
        Door(
            _("See what they do"),
            _town_address(request, "portal:town_hall"),
            _("What was promised and kept, how long things take, who decides."),
            "townhall",
        ),
    ]


def _services_href(request: HttpRequest) -> str:
    """The first public page of what stands behind the first door; the search while there is none."""
    ways = _ways_behind(request, "services")
    return ways[0].href if ways else _town_address(request, "portal:search")


def _ways_behind(request: HttpRequest, door: str) -> list[Card]:
    found = []
    for capability in offered_capabilities():
        entries = (
            [entry for entry in capability.menu if entry.place == "public"] if capability.door == door else []
        )
        for entry in entries:
            found.append(Card(str(entry.title), _town_address(request, entry.route), str(capability.summary)))
    return [card for card in found if card.href]


def _town_address(request: HttpRequest, route: str) -> str:
    town: Municipality = request.municipality  # type: ignore[attr-defined]
    try:
        return reverse(route, kwargs={"municipality": town.slug}, urlconf=getattr(request, "urlconf", None))
    except NoReverseMatch:
        return ""
