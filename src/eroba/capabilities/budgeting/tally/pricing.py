"""What a project costs its supporters: the price of a point.

The supporters share the cost in proportion to their points; whoever cannot pay the share gives all there is, and the
others share what is left.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from operator import floordiv, mul
from typing import NamedTuple

from eroba.capabilities.budgeting.tally.purses import Number

Holders = tuple[int, Sequence[Number], Sequence[int]]
"""Supporters who give the same points: the points, the money in their purses, and how many hold each."""


@dataclass(frozen=True)
class Arithmetic:
    """How amounts are kept: in parts of a coin, divisions rounded down or up."""

    parts: int
    down: Callable[[Number, Number], Number]
    up: Callable[[Number, Number], Number]
    off: int
    """By how much of a part a division may be off."""


ROUNDED = Arithmetic(1 << 32, floordiv, lambda amount, by: -(-amount // by), 1)
"""Whole parts of a coin: fast, and never wrong about what it is sure of."""
EXACT = Arithmetic(1, Fraction, Fraction, 0)
"""Fractions: slow, and never in doubt."""


class Price(NamedTuple):
    """What a point costs: the rest of the cost over the points of those who share it."""

    rest: Number
    points: int
    payers: int
    """How many voters can pay their whole share."""
    is_final: bool
    """Whether it is the price; if not, the price is higher."""


def price_of(
    cost: Number,
    rich: list[Holders],
    first_guess: tuple[Number, Number],
    too_much: tuple[Number, Number],
    numbers: Arithmetic,
) -> Price | None:
    """The price of a point, or None when the supporters have too little for the cost.

    The first guess, money over points, must not be higher than the price: who cannot pay that is poor from the start.
    From the price `too_much` on nobody wants to know it exactly.
    """
    price, poor_money = Price(*first_guess, 0, False), 0
    while rich:
        able, is_anybody_poor = [], False
        for holders in rich:
            share = numbers.up(price.rest * holders[0], price.points)
            if min(holders[1]) < share:
                holders, money = _split(holders, share)
                poor_money += money
                is_anybody_poor = True
            if holders[1]:
                able.append(holders)
        if price.payers and not is_anybody_poor:
            return Price(price.rest, price.points, price.payers, True)
        rich, points, payers = able, 0, 0
        for each, _held, counts in rich:
            count = sum(counts)
            payers += count
            points += each * count
        price = Price(cost - poor_money, points, payers, False)
        if price.rest * too_much[1] > too_much[0] * points:
            break
    return price if rich else None


def money_of(rich: Sequence[Holders]) -> Number:
    """All the money of some supporters."""
    return sum([sum(map(mul, held, counts)) for _points, held, counts in rich])


def _split(holders: Holders, share: Number) -> tuple[Holders, Number]:
    """Those of them who can pay the whole share, and the money of the others."""
    points, held, counts = holders
    able = [one >= share for one in held]
    money = sum([one * count for one, count in zip(held, counts, strict=True) if one < share])
    return (points, list(compress(held, able)), list(compress(counts, able))), money
