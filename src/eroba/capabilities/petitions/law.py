"""The law of petitions as data: which share of which voter roll is needed here, for how long one may collect."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from eroba.capabilities.petitions.models import TownRule, VoterRoll
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.law import Rule
from eroba.kernel.clocks.periods import Period, Unit
from eroba.kernel.tenancy.scope import current_municipality

SEED = Path(__file__).parent / "seed" / "rules.yaml"


@dataclass(frozen=True)
class Roll:
    """A count of voters and the day it is of."""

    count: int
    counted_on: dt.date | None


@dataclass(frozen=True)
class Threshold:
    """How many signatures are needed, and from what that was worked out."""

    needed: int
    roll: Roll
    part: int
    of: int
    basis_ka: str
    basis_en: str


def needed_of(voters: int, part: int, of: int) -> int:
    """The share of the voters, rounded up to whole people; never none."""
    return max(1, -(-voters * part // of))


@cache
def seed() -> Mapping[str, Any]:
    """What holds where a town has set nothing."""
    found: Mapping[str, Any] = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    return found


def rule_here(on: dt.date) -> TownRule:
    """The rule for petitions in force in this town on a day: its own, or the seed's."""
    own = TownRule.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    if own is not None:
        return own
    values = dict(seed()["rule"])
    return TownRule(is_verified=values.pop("verified"), **values)


def roll_here(on: dt.date) -> Roll | None:
    """The latest count of the voter roll known on a day; nothing when the town has none."""
    own = VoterRoll.objects.filter(counted_on__lte=on).order_by("-counted_on").first()
    if own is not None:
        return Roll(own.count, own.counted_on)
    town = current_municipality()
    return Roll(town.registered_voters, town.registered_voters_on) if town.registered_voters else None


def threshold_here(on: dt.date) -> Threshold | None:
    """How many signatures a petition opened on this day needs; nothing without a voter-roll count."""
    rule, roll = rule_here(on), roll_here(on)
    if roll is None:
        return None
    needed = needed_of(roll.count, rule.part, rule.of)
    return Threshold(needed, roll, rule.part, rule.of, rule.basis_ka, rule.basis_en or rule.basis_ka)


def periods() -> Sequence[Rule]:
    """The periods within which the town hall has to act, as proposed to every town."""
    return [_rule(entry) for entry in seed()["periods"]]


def period(code: str) -> Rule:
    """One of these periods by its code."""
    return next(rule for rule in periods() if rule.code == code)


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        code=entry["code"],
        title=Name(**entry["title"]),
        period=Period(entry["length"], Unit(entry["unit"])),
        basis=Name(**entry["basis"]),
        valid_from=seed()["rule"]["valid_from"],
        source="Proposed by the platform; no law names it",
    )
