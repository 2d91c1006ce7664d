"""My page: the towns in which an account is somebody, what waits there, and where to start something.

Its address lies below no town, so each town is entered by its own scope, one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eroba.kernel.people.doors import sign_in_required
from eroba.kernel.people.models import Person, Role
from eroba.kernel.people.queries import actor_and_person_here, showing, towns_of
from eroba.kernel.registry import Card, capabilities
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.national import NATIONAL_SLUG
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.ui.components import Card as ShownCard
from eroba.kernel.ui.dates import by_day

# So many towns a newcomer can choose from here; more are easier to find on the country's front page.
TOWNS_TO_CHOOSE = 8
URGENT_FIRST = {"late": 0, "attention": 1, "open": 2, "progress": 3}


@dataclass(frozen=True)
class TownAtHome:
    """One town on My page: who one is there, which posts one holds, what waits, and where to start something."""

    municipality: Municipality
    person: Person | None
    posts: Sequence[str]
    cards: Sequence[ShownCard]
    start_href: str


@never_cache
@sign_in_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything that concerns the signed-in person, town by town; a newcomer reads how to begin."""
    towns = [_at_home(request, town) for town in towns_of(request.user)]
    names = [town.person.given_name for town in towns if town.person]
    surroundings = {
        "towns": towns,
        "name": names[0] if names else "",
        "towns_to_choose": [] if towns else _towns_to_choose(),
    }
    return render(request, "people/my_home.html", surroundings)


def _at_home(request: HttpRequest, town: Municipality) -> TownAtHome:
    with scope(town):
        actor, person = actor_and_person_here(request)
        with showing(person):
            cards = [
                card
                for capability in capabilities()
                for cards_of in capability.my_cards
                for card in cards_of(actor)
            ]
        cards.sort(key=lambda card: URGENT_FIRST.get(card.status_kind, len(URGENT_FIRST)))
        # The actor knows already which roles are held today: the posts need not be asked for a second time.
        posts = [str(words) for role, words in Role.choices if role in actor.roles]
        return TownAtHome(town, person, posts, [_shown(card) for card in cards], _start_href(town))


def _start_href(town: Municipality) -> str:
    """The first public page of what stands behind the door of services; the town's home while there is none."""
    for capability in capabilities():
        for entry in capability.menu:
            if capability.door == "services" and entry.place == "public":
                return reverse(entry.route, kwargs={"municipality": town.slug})
    return f"/{get_language()}/{town.slug}/"


def _towns_to_choose() -> list[Municipality]:
    """The open towns by name, when they are few."""
    towns = Municipality.objects.filter(is_open=True).exclude(slug=NATIONAL_SLUG)[: TOWNS_TO_CHOOSE + 1]
    return sorted(towns, key=lambda town: town.name) if len(towns) <= TOWNS_TO_CHOOSE else []


def _shown(card: Card) -> ShownCard:
    return ShownCard(
        title=str(card.title),
        href=card.address,
        text=str(card.text),
        meta=by_day(card.due_on) if card.due_on else "",
        status=str(card.status),
        kind=card.status_kind or "quiet",
    )
