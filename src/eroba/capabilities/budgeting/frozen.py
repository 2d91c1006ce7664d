"""The rules of a round and its ballot list as one text with one hash: frozen when voting opens, read ever after.

Voting and counting read this text and never the rows, so that nothing changed later can change a vote.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting.basket import BallotRules
from eroba.capabilities.budgeting.models import Area, Phase, Project, Round
from eroba.kernel.base.canonical import canonical_json, plain
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.bodies.models import in_language

RULES = (
    "ballot_kind",
    "min_choices",
    "max_choices",
    "max_points",
    "counting",
    "completion",
    "threshold",
    "quorum",
    "min_age",
    "may_change_vote",
    "order_seed",
)
#: Which of two projects with the same support comes first.
TIES = ("more support", "lower cost", "number on the ballot, as text of three digits")


@dataclass(frozen=True)
class ListedProject:
    """A project as it stands on the ballot."""

    lot: int
    number: str
    title_ka: str
    title_en: str
    cost: int
    area: int
    group: str = ""

    @property
    def title(self) -> str:
        """The title in the language being read."""
        return in_language(self.title_ka, self.title_en)

    @property
    def id(self) -> str:
        """Its name in the published file."""
        return f"{self.lot:03d}"


@dataclass(frozen=True)
class FrozenRound:
    """What voters vote under."""

    said: Mapping[str, Any]

    def projects_of(self, area: Area) -> Sequence[ListedProject]:
        """The ballot list of an area, in the order drawn."""
        return [ListedProject(**row) for row in self.said["projects"] if row["area"] == area.place]

    def ballot_rules(self, area: Area) -> BallotRules:
        """What a ballot of an area may hold."""
        rules = self.said["rules"]
        money = next(row["money"] for row in self.said["areas"] if row["place"] == area.place)
        limits = {name: rules[name] for name in ("min_choices", "max_choices", "max_points")}
        return BallotRules(kind=rules["ballot_kind"], money=money, **limits)

    def rule(self, name: str) -> Any:
        """One of the rules."""
        return self.said["rules"][name]


def frozen_text(found: Round) -> str:
    """The rules, areas, voting days and ballot list of a round, as one text that a program can compare."""
    areas = found.areas.order_by("place")
    listed = found.projects.filter(state=Project.State.LISTED).select_related("matter", "area")
    voting = found.phases.get(kind=Phase.Kind.VOTING)
    said = {
        "round": found.matter.number,
        "title_ka": found.title_ka,
        "title_en": found.title_en,
        "year": found.year,
        "currency": "GEL",
        "rules": {name: getattr(found, name) for name in RULES},
        "ties": TIES,
        "voting": {"opens_at": voting.opens_at.isoformat(), "closes_at": voting.closes_at.isoformat()},
        "areas": [
            {name: getattr(one, name) for name in ("place", "title_ka", "title_en", "is_citywide", "money")}
            for one in areas
        ],
        "projects": [
            {
                "lot": one.lot,
                "number": one.matter.number,
                "title_ka": one.title_ka,
                "title_en": one.title_en,
                "cost": one.price,
                "area": one.area.place,
                "group": one.group,
            }
            for one in listed.order_by("lot")
        ],
    }
    return canonical_json(plain(said)).decode()


def hash_of(text: str) -> str:
    """The published hash of the frozen rules: SHA-256 of the text as it is handed out."""
    return hashlib.sha256(text.encode()).hexdigest()


def frozen_round(found: Round) -> FrozenRound:
    """The rules of a round as they were frozen. Raises Refusal when they were touched since."""
    if not found.frozen_text or hash_of(found.frozen_text) != found.frozen_hash:
        raise Refusal(_("The frozen rules of this round do not match their hash. Nothing is counted."))
    return FrozenRound(json.loads(found.frozen_text))
