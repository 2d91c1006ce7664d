"""What the home of a town, My page, the search and the calendar show of petitions."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from eroba.capabilities.petitions.models import Petition
from eroba.capabilities.petitions.pages import count_in_words
from eroba.capabilities.petitions.queries import public_petitions
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.registry import Card, Day
from eroba.kernel.tenancy.scope import current_municipality

MOST = 3
MOST_DAYS = 200
State = Petition.State


def home_cards() -> Sequence[Card]:
    """The petitions one can sign now, those that end first."""
    open_now = public_petitions().filter(state=State.COLLECTING, closes_on__gte=today())
    return [_card(one) for one in open_now.order_by("closes_on")[:MOST]]


def my_cards(by: Actor) -> Sequence[Card]:
    """The petitions whose initiative group the person belongs to."""
    if by.person_id is None or by.acting is not None:
        return []
    mine = Petition.objects.filter(initiators__person_id=by.person_id).select_related("matter")
    return [
        Card(
            title=one.title,
            text=_("Petition %(number)s") % {"number": one.matter.number},
            address=_address("own", one),
            status=str(one.get_state_display()),
        )
        for one in mine.order_by("-written_at")[:20]
    ]


def finds(key: str) -> Sequence[Card]:
    """Petitions under a search key."""
    wanted = Q()
    for word in key.split()[:6]:
        wanted &= Q(search_key__contains=word)
    return [_card(one) for one in public_petitions().filter(wanted).order_by("-opened_on")[:10]]


def closing_days() -> Sequence[Day]:
    """The last days to sign, for the calendar of the town."""
    open_now = public_petitions().filter(state=State.COLLECTING, closes_on__gte=today())
    return [
        Day(
            uid=f"petition-{one.pk}",
            on=one.closes_on,  # type: ignore[arg-type]
            title=_("Last day to sign: %(title)s") % {"title": one.title},
            changed_at=one.written_at,
            address=_address("detail", one),
        )
        for one in open_now.order_by("closes_on")[:MOST_DAYS]
    ]


def _card(petition: Petition) -> Card:
    return Card(
        title=petition.title,
        text=count_in_words(petition),
        address=_address("detail", petition),
        status=str(petition.get_state_display()),
        due_on=petition.closes_on if petition.is_collecting_now else None,
    )


def _address(route: str, petition: Petition) -> str:
    named = {"municipality": current_municipality().slug, "number": petition.matter.number}
    return reverse(f"petitions:{route}", kwargs=named)
