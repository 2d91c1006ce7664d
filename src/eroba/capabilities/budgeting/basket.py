"""Reads what a voter chose and says what is wrong with it: five kinds of ballots, and the money left in the basket.

Knows no database; what a project costs and the rules come from the frozen ballot list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

RANK, POINTS, PICK = "rank-", "points-", "pick"
LIMITED = ("approval", "ranking")


@dataclass(frozen=True)
class BallotRules:
    """What a ballot may hold."""

    kind: str
    money: int
    min_choices: int = 1
    max_choices: int = 5
    max_points: int = 10


@dataclass(frozen=True)
class Basket:
    """What was chosen: numbers on the ballot with their points, in the voter's order; and what is wrong with it."""

    choices: Sequence[tuple[int, int]]
    spent: int
    left: int
    faults: Sequence[str]
    typed: Mapping[int, str]
    """What stood beside each number, right or wrong, so that nothing typed is lost."""

    @property
    def points_given(self) -> int:
        """All points together."""
        return sum(points for _lot, points in self.choices)


@dataclass(frozen=True)
class Meter:
    """How much of what a ballot may hold is used: points or projects."""

    most: int
    used: int

    @property
    def left(self) -> int:
        """What may still be given; below zero when it is too much."""
        return self.most - self.used


def meter_of(rules: BallotRules, basket: Basket) -> Meter | None:
    """What is counted beside the money while a ballot is filled in; nothing where only money or one choice counts."""
    if rules.kind == "points":
        return Meter(rules.max_points, basket.points_given)
    return Meter(rules.max_choices, len(basket.choices)) if rules.kind in LIMITED else None


def read_basket(rules: BallotRules, costs: Mapping[int, int], typed: Mapping[str, Any]) -> Basket:
    """What was chosen, from the fields of a form; `typed` has `getlist` as forms have."""
    faults: list[str] = []
    if rules.kind in ("ranking", "points"):
        written = _written(rules.kind, costs, typed)
        numbers = _numbers(written, faults)
        choices = _ranked(numbers, faults) if rules.kind == "ranking" else _with_points(numbers)
    else:
        picked = typed.getlist(PICK)  # type: ignore[attr-defined]
        written = dict.fromkeys(_lots(picked), "1")
        if any(lot not in costs for lot in written) or len(list(_lots(picked))) < len(picked):
            faults.append(
                _("A project you chose is not on this ballot any more. Please look at your choice.")
            )
        choices = [(lot, 1) for lot in written if lot in costs]
    spent = sum(costs[lot] for lot, _points in choices)
    faults += _against(rules, choices, spent)
    return Basket(tuple(choices), spent, rules.money - spent, faults, written)


def fields_of(rules: BallotRules, choices: Sequence[Sequence[int]]) -> list[tuple[str, str]]:
    """The same choice as fields of a form."""
    if rules.kind == "ranking":
        return [(f"{RANK}{lot}", str(place)) for place, (lot, _points) in enumerate(choices, 1)]
    if rules.kind == "points":
        return [(f"{POINTS}{lot}", str(points)) for lot, points in choices]
    return [(PICK, str(lot)) for lot, _points in choices]


def _lots(picked: Sequence[str]) -> list[int]:
    return list(dict.fromkeys(int(one) for one in picked if one.isascii() and one.isdigit() and len(one) < 6))


def _written(kind: str, costs: Mapping[int, int], typed: Mapping[str, Any]) -> dict[int, str]:
    prefix = RANK if kind == "ranking" else POINTS
    said = {lot: str(typed.get(f"{prefix}{lot}", "")).strip() for lot in costs}
    return {lot: text for lot, text in said.items() if text}


def _numbers(written: Mapping[int, str], faults: list[str]) -> dict[int, int]:
    numbers = {}
    for lot, text in written.items():
        if text.isascii() and text.isdigit() and len(text) < 6:
            if int(text):
                numbers[lot] = int(text)
        else:
            faults.append(
                _("Beside project %(lot)s stands “%(typed)s”. Write a whole number.")
                % {"lot": lot, "typed": text[:20]}
            )
    return numbers


def _ranked(numbers: Mapping[int, int], faults: list[str]) -> list[tuple[int, int]]:
    places = sorted(numbers, key=lambda lot: numbers[lot])
    if len(set(numbers.values())) < len(numbers):
        faults.append(_("Two projects have the same place. Give each place once."))
    elif places and numbers[places[-1]] != len(places):
        faults.append(_("The places must follow each other: 1, 2, 3 …"))
    return [(lot, 1) for lot in places]


def _with_points(numbers: Mapping[int, int]) -> list[tuple[int, int]]:
    return list(numbers.items())


def _against(rules: BallotRules, choices: Sequence[tuple[int, int]], spent: int) -> list[str]:
    """What the rules of the round say against a choice."""
    count = len(choices)
    if not count:
        return [_("Nothing is chosen yet.")]
    if rules.kind == "choose_one" and count > 1:
        return [_("Choose one project only.")]
    if rules.kind in LIMITED and count < rules.min_choices:
        return [
            _("Choose at least %(least)s projects; you chose %(count)s.")
            % {"least": rules.min_choices, "count": count}
        ]
    if rules.kind in LIMITED and count > rules.max_choices:
        return [
            _("Choose at most %(most)s projects; you chose %(count)s.")
            % {"most": rules.max_choices, "count": count}
        ]
    given = sum(points for _lot, points in choices)
    if rules.kind == "points" and given > rules.max_points:
        return [
            _("You have %(most)s points to give; you gave %(given)s.")
            % {"most": rules.max_points, "given": given}
        ]
    if rules.kind == "knapsack" and spent > rules.money:
        return [
            _("What you chose costs %(over)s lari more than there is. Take something out.")
            % {"over": spent - rules.money}
        ]
    return []
