"""What a project costs its supporters: the price of a point, and how worthwhile that makes the project.

The supporters share the cost in proportion to their points; whoever cannot pay the share gives all there is, and the
others share what is left. A project is worth the more, the less money a point of it costs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from operator import floordiv, mul

from eroba.capabilities.budgeting.tally.purses import Number

Holders = tuple[int, Sequence[Number], Sequence[int]]
"""Supporters who give the same points: the points, the money in their purses, and how many hold each."""


@dataclass(frozen=True)
class Arithmetic:
    """How amounts are kept: in parts of a coin, divisions rounded down or up; what is true lies between."""

    parts: int
    down: Callable[[Number, Number], Number]
    up: Callable[[Number, Number], Number]


ROUNDED = Arithmetic(1 << 32, floordiv, lambda amount, by: -(-amount // by))
"""Whole parts of a coin: fast, and never wrong about what it is sure of."""
EXACT = Arithmetic(1, Fraction, Fraction)
"""Fractions: slow, and never in doubt."""

Price = tuple[Number, Number]
"""What a point costs, as money over points."""


def price_of(
    cost: Number, rich: list[Holders], at_least: Price, too_much: Price, numbers: Arithmetic
) -> Price | None:
    """The price of a point, or None when the supporters have too little for the cost.

    `at_least` is a price below which it cannot be: whoever cannot pay that is poor from the start. From the price
    `too_much` on nobody wants to know it exactly: what is returned then may be lower than the price, but not than that.
    """
    price, is_settled, money = at_least, False, None
    while True:
        shares = [numbers.up(price[0] * points, price[1]) for points, _held, _voters in rich]
        if any(min(held) < share for (_points, held, _voters), share in zip(rich, shares, strict=True)):
            if money is None and (money := money_of(rich)) < cost:
                return None
            rich = [able for one, share in zip(rich, shares, strict=True) if (able := _able(one, share))]
        elif is_settled:
            return price
        rest = cost if money is None else cost - money + money_of(rich)
        price, is_settled = (rest, sum(points * sum(voters) for points, _held, voters in rich)), True
        if price[0] * too_much[1] > too_much[0] * price[1]:
            return price


def money_of(rich: Sequence[Holders]) -> Number:
    """All the money of some supporters."""
    return sum(sum(map(mul, held, voters)) for _points, held, voters in rich)


def _able(holders: Holders, share: Number) -> Holders | None:
    """Those of them who can pay the whole share."""
    points, held, voters = holders
    able = list(map(share.__le__, held))
    return (points, list(compress(held, able)), list(compress(voters, able))) if any(able) else None
