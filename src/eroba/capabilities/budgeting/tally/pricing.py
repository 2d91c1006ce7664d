"""What a project costs its supporters: the price of a point.

The supporters share the cost in proportion to their points; whoever cannot pay the share gives all there is, and the
others share what is left.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import floordiv
from typing import NamedTuple

import numpy as np

from eroba.capabilities.budgeting.tally.purses import Amounts, Counts, Number

Holders = tuple[int, Amounts, Counts]
"""Supporters who give the same points: the points, the money in their purses, and how many hold each."""

MOST = (1 << 63) - 1
"""The largest number of 64 bits."""
MOST_BITS, LEAST_BITS, ROOM = 32, 12, 6
"""Into how many parts a coin is divided, and how many times the budget all purses may hold, as powers of two."""


@dataclass(frozen=True)
class Arithmetic:
    """How amounts are kept: in parts of a coin, divisions rounded down or up."""

    parts: int
    down: Callable[[Number, Number], Number]
    up: Callable[[Number, Number], Number]
    off: int
    """By how much of a part a division may be off."""

    def purses(self, amount: Number, all_voters: int) -> Amounts:
        """A single purse with so much in it, in numbers of 64 bits if what all voters have together fits them twice."""
        return np.array([amount], np.int64 if self.off and _is_small(amount, all_voters) else object)


EXACT = Arithmetic(1, Fraction, Fraction, 0)
"""Fractions: slow, and never in doubt."""


def rounded(budget: int) -> Arithmetic:
    """Whole parts of a coin: fast, and never wrong about what it is sure of.

    A coin has so many parts that the machine's whole numbers hold the money of all voters, even when they get some
    dozen times the budget. Where a coin would have few, larger numbers are used, which are slower.
    """
    bits = MOST.bit_length() - ROOM - budget.bit_length()
    parts = 1 << (min(bits, MOST_BITS) if bits >= LEAST_BITS else MOST_BITS)
    return Arithmetic(parts, floordiv, lambda amount, by: -(-amount // by), 1)


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
        able, is_anybody_poor, points, payers = [], False, 0, 0
        for each, held, counts in rich:
            can_pay = held >= numbers.up(price.rest * each, price.points)
            if not can_pay.all():
                is_anybody_poor = True
                poor_money += _together(held[~can_pay], counts[~can_pay])
                held, counts = held[can_pay], counts[can_pay]
            if len(held):
                able.append((each, held, counts))
                voters = int(counts.sum())
                payers += voters
                points += each * voters
        if price.payers and not is_anybody_poor:
            return Price(price.rest, price.points, price.payers, True)
        rich, price = able, Price(cost - poor_money, points, payers, False)
        if price.rest * too_much[1] > too_much[0] * points:
            break
    return price if rich else None


def money_of(rich: Sequence[Holders]) -> Number:
    """All the money of some supporters."""
    return sum([_together(held, counts) for _points, held, counts in rich])


def raised_by(change: int, held: Amounts, all_voters: int) -> Amounts:
    """What is in some purses if each that is not empty held so much more, or less, but none less than nothing."""
    before = held if _is_small(abs(change), all_voters) else held.astype(object)
    return np.maximum(before + change, 0) * (held > 0)


def _is_small(each: Number, all_voters: int) -> bool:
    """Whether twice as much for every voter still fits a number of 64 bits: an amount and its change do together."""
    return bool(each * all_voters * 2 < MOST)


def _together(held: Amounts, counts: Counts) -> Number:
    """The money in some purses, as a number of any size."""
    money = held.dot(counts)
    return money if held.dtype == object else money.item()
