"""The manifest's cards and figures as the face draws them, and the addresses of towns."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from eroba.kernel import registry
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.ui.components import Card, Figure
from eroba.kernel.ui.dates import by_day, days_left


def town_href(town: Municipality) -> str:
    """The home of a town, below the country's address."""
    return reverse("portal:home", kwargs={"municipality": town.slug}, urlconf=settings.ROOT_URLCONF)


def shown_cards(cards: Sequence[registry.Card], *, place: str = "") -> list[Card]:
    """Cards as drawn, with the days left; `place` is named where several towns stand side by side."""
    return [
        Card(
            title=str(card.title),
            href=card.address,
            text=str(card.text),
            meta=" · ".join(filter(None, [place, _until(card)])),
            status=str(card.status),
            kind=card.status_kind or "open",
        )
        for card in cards
    ]


def shown_figures(figures: Sequence[registry.Figure]) -> list[Figure]:
    """Figures as drawn."""
    return [Figure(str(figure.value), str(figure.label), str(figure.note)) for figure in figures]


def _until(card: registry.Card) -> str:
    return f"{by_day(card.due_on)}, {days_left(card.due_on)}" if card.due_on else ""
