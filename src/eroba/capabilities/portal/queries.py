"""What front pages show: towns, settlements, what is open now, and what a search finds."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from eroba.kernel.base.text import is_found, search_key
from eroba.kernel.registry import Card, Figure, OpeningStep, capabilities
from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.national import NATIONAL_SLUG
from eroba.kernel.tenancy.offered import offered_capabilities


def open_towns() -> QuerySet[Municipality]:
    """The towns that use the platform."""
    return Municipality.objects.filter(is_open=True).exclude(slug=NATIONAL_SLUG).order_by("slug")


def all_towns() -> list[Municipality]:
    """All municipalities of the country, in the order of the alphabet being read."""
    towns = Municipality.objects.exclude(slug=NATIONAL_SLUG).exclude(training_of__isnull=False)
    return sorted(towns, key=lambda town: town.name)


def towns_found(towns: Sequence[Municipality], *, typed: str = "", region: str = "") -> list[Municipality]:
    """Those towns that match what was typed, in either script, and lie in the region (its English name)."""
    key = search_key(typed)
    return [
        town
        for town in towns
        if (not region or town.region_en == region) and is_found(key, town.name_ka, town.name_en, town.slug)
    ]


@dataclass(frozen=True)
class KnownSettlements:
    """The settlements of a town that we know, and how many villages it has by the official count."""

    settlements: Sequence[Settlement]
    village_count: int | None

    @property
    def known_villages(self) -> int:
        """How many villages we know by name."""
        return sum(s.kind == Settlement.Kind.VILLAGE for s in self.settlements)

    @property
    def is_complete(self) -> bool:
        """Whether no village is missing."""
        return self.village_count is None or self.known_villages >= self.village_count


def known_settlements(town: Municipality) -> KnownSettlements:
    """The settlements of the town worked for now, in the order of the alphabet being read."""
    rank = {kind: place for place, kind in enumerate(Settlement.Kind.values)}
    settlements = sorted(Settlement.objects.all(), key=lambda s: (rank[s.kind], s.name))
    return KnownSettlements(settlements, town.village_count)


def open_now() -> list[Card]:
    """What is open in the town worked for now, as all capabilities say, the most urgent first."""
    cards = [card for capability in offered_capabilities() for ask in capability.home_cards for card in ask()]
    return sorted(cards, key=lambda card: (card.due_on is None, card.due_on))


def things_to_get_done() -> list[Card]:
    """What one can apply for in the town worked for now."""
    return [card for capability in offered_capabilities() for ask in capability.offers for card in ask()]


def promises_kept() -> list[Figure]:
    """How well the town worked for now keeps what it promises, in figures."""
    return [figure for capability in offered_capabilities() for ask in capability.figures for figure in ask()]


@dataclass(frozen=True)
class Found:
    """The outcome of a search in a town."""

    cards: Sequence[Card]
    settlements: Sequence[Settlement]

    def __len__(self) -> int:
        return len(self.cards) + len(self.settlements)


def found_in_town(typed: str) -> Found:
    """What the town worked for now has under these words, typed in either script."""
    key = search_key(typed)
    if not key:
        return Found([], [])
    cards = [card for capability in offered_capabilities() for ask in capability.finds for card in ask(key)]
    settlements = [s for s in Settlement.objects.all() if is_found(key, s.name_ka, s.name_en)]
    return Found(cards, sorted(settlements, key=lambda s: s.name))


@dataclass(frozen=True)
class Readiness:
    """How far a town is with getting ready: its steps in their order, and what is still missing."""

    steps: Sequence[OpeningStep]

    @property
    def missing_count(self) -> int:
        """How many things must still come before the town can open."""
        return sum(len(step.missing) for step in self.steps)

    @property
    def next_step(self) -> OpeningStep | None:
        """The first step with something missing: where to go on."""
        return next((step for step in self.steps if step.missing), None)


def readiness() -> Readiness:
    """What the town worked for now has ready, as every room says for itself."""
    steps = [step for capability in capabilities() for ask in capability.opening for step in ask()]
    return Readiness(sorted(steps, key=lambda step: step.order))
