"""The country's front page: which towns are here, what is open now, and the way to one's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from eroba.capabilities.portal.cards import shown_cards, town_href
from eroba.capabilities.portal.map.naming import Name, placed
from eroba.capabilities.portal.map.outlines import Shape, country
from eroba.capabilities.portal.queries import all_towns, open_now, towns_found
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.ui.components import Card, Column, Figure, Row, Table
from eroba.kernel.ui.numbers import number
from eroba.kernel.ui.public_pages import public_page

# Each town shown with what is open there costs a query or two: the front page stays quick with all towns open.
TOWNS_WITH_CARDS = 3
TOWNS_PER_PAGE = 20
LIST = "municipalities"
SORTS = {
    "name": lambda town: town.name,
    "region": lambda town: (town.region, town.name),
    "population": lambda town: town.population or 0,
    "voters": lambda town: town.registered_voters or 0,
    "villages": lambda town: town.village_count or 0,
}


@dataclass(frozen=True)
class OnMap:
    """One municipality on the map, as drawn."""

    shape: Shape
    town: Municipality
    href: str
    is_found: bool


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """The front page; what is typed and chosen stands in the address."""
    towns = all_towns()
    typed, region = request.GET.get("q", "").strip()[:80], request.GET.get("region", "")
    found = towns_found(towns, typed=typed, region=region)
    here = [town for town in towns if town.is_open]
    sort = request.GET.get("sort", "name")
    per_page = len(found) if request.GET.get("all") else TOWNS_PER_PAGE
    page = Paginator(_sorted(found, sort), max(1, per_page)).get_page(request.GET.get("page"))
    surroundings = {
        "typed": typed,
        "region": region,
        "regions": sorted(
            {(town.region_en, town.region) for town in towns if town.region_en}, key=lambda r: r[1]
        ),
        "is_filtered": bool(typed or region),
        "found": found,
        "open_towns": [_town_card(town) for town in here],
        "open_now": _open_now(here),
        "map": country(),
        "on_map": _on_map(towns, found),
        "names": _names(here),
        "figures": _figures(towns, here),
        "page": page,
        "all_href": f"?{_with_all(request)}#{LIST}",
        "table": _table(page.object_list, sort),
    }
    return render(request, "portal/country.html", surroundings)


def _town_card(town: Municipality) -> Card:
    return Card(
        title=town.name,
        href=town_href(town),
        text=town.region,
        meta=_("%(count)s residents") % {"count": number(town.population)} if town.population else "",
        status=_("on Eroba"),
        kind="good",
    )


def _open_now(towns: Sequence[Municipality]) -> list[Card]:
    cards = []
    for town in towns[:TOWNS_WITH_CARDS]:
        with scope(town):
            cards += shown_cards(open_now()[:3], place=town.name)
    return cards


def _on_map(towns: Sequence[Municipality], found: Sequence[Municipality]) -> list[OnMap]:
    """The municipalities from west to east; points last, so that they lie on their neighbours."""
    shapes = country().shapes
    shown = {town.pk for town in found}
    drawn = [
        OnMap(shapes[town.code], town, town_href(town), town.pk in shown)
        for town in towns
        if town.code in shapes
    ]
    return sorted(drawn, key=lambda one: (one.shape.is_point, one.shape.x, one.shape.y))


def _names(towns: Sequence[Municipality]) -> list[Name]:
    """The names of the towns that are here, as far as there is room; the largest first."""
    shapes = country().shapes
    largest = sorted(towns, key=lambda town: -(town.population or 0))
    wanted = [
        (town.name, shapes[town.code].x, shapes[town.code].y) for town in largest if town.code in shapes
    ]
    return placed(wanted, country().width, country().height)


def _figures(towns: Sequence[Municipality], here: Sequence[Municipality]) -> list[Figure]:
    people = sum(town.population or 0 for town in here)
    everybody = sum(town.population or 0 for town in towns)
    return [
        Figure(
            number(len(here)), _("municipalities on Eroba"), _("of %(count)s") % {"count": number(len(towns))}
        ),
        Figure(number(people), _("people live in them"), _("of %(count)s") % {"count": number(everybody)}),
        Figure(
            number(sum(town.village_count or 0 for town in towns)), _("villages in the country"), _("Geostat")
        ),
    ]


def _with_all(request: HttpRequest) -> str:
    """The page's address with all rows on it; filter and order stay."""
    query = request.GET.copy()
    query.pop("page", None)
    query["all"] = "yes"
    return query.urlencode()


def _sorted(found: Sequence[Municipality], sort: str) -> list[Municipality]:
    key = SORTS.get(sort.removeprefix("-"), SORTS["name"])
    return sorted(found, key=key, reverse=sort.startswith("-"))


def _table(towns: Sequence[Municipality], sort: str) -> Table:
    columns = [
        Column(_("Municipality"), sort="name"),
        Column(_("Region"), sort="region"),
        Column(_("Residents, 2025"), numeric=True, sort="population"),
        Column(_("Registered voters, 2014"), numeric=True, sort="voters"),
        Column(_("Villages"), numeric=True, sort="villages"),
        Column(_("On Eroba")),
    ]
    return Table(
        caption=_("Municipalities of Georgia"),
        columns=columns,
        rows=[_row(town) for town in towns],
        sorted_by=sort if sort.removeprefix("-") in SORTS else "name",
        caption_hidden=True,
        anchor=LIST,
    )


def _row(town: Municipality) -> Row:
    cells = (
        town.name,
        town.region,
        number(town.population),
        number(town.registered_voters),
        number(town.village_count),
        _("yes") if town.is_open else _("not yet"),
    )
    return Row(cells, href=town_href(town))
