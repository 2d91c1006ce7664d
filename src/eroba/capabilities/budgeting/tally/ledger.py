"""Where the money is while projects are bought: so much in each purse, and more by a known bit at most.

The price of a point is always spoken of by what it makes the project worth: cost over price, that is how many points
would have paid this price if everybody could. More money in the purses never makes a project worth less.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import numpy as np

from eroba.capabilities.budgeting.tally.election import Election
from eroba.capabilities.budgeting.tally.pricing import (
    Arithmetic,
    Holders,
    Price,
    money_of,
    price_of,
    raised_by,
    rounded,
)
from eroba.capabilities.budgeting.tally.purses import Amounts, Book, Number, Page
from eroba.capabilities.budgeting.tally.ties import in_order

NOTHING = Fraction(0)


class Method:
    """An election, prepared for any number of runs."""

    def __init__(self, election: Election) -> None:
        self.election = election
        self.rounded = rounded(election.budget)
        self.costs = [project.cost for project in election.projects]
        self.book = Book(election)
        self.scores = [self.book.score(project) for project in range(len(self.costs))]
        self.supported = [project for project, score in enumerate(self.scores) if score]
        self.preference = {project: -place for place, project in enumerate(in_order(election, self.scores))}
        self.is_never_behind = cache(self._is_never_behind)

    def _is_never_behind(self, one: int, other: int) -> bool:
        """Whether a project comes first wherever the money is: no dearer, and all who support the other support it."""
        if self.costs[one] > self.costs[other] or self.preference[one] < self.preference[other]:
            return False
        mine, its = self.book.supporters(one), self.book.supporters(other)
        return all(mine.get(ballot, 0) >= points for ballot, points in its.items())


class Worth(NamedTuple):
    """Between what a project's worth lies: 0 at least if it may be that nobody can pay, 0 at most if nobody can."""

    least: Number
    most: Number
    price: Price | None


@dataclass(frozen=True)
class Moment:
    """Where the money stood before a purchase."""

    page: Page
    money: Amounts
    """What is in each purse; a purse keeps what was in it when its holders have moved to another."""
    doubt: Number
    """By how much any of them may hold more than is written."""


class Ledger:
    """The money of one run, now and at any moment before."""

    def __init__(self, method: Method, endowment: Fraction, numbers: Arithmetic) -> None:
        self.method = method
        self.numbers = numbers
        each = numbers.down(endowment.numerator * numbers.parts, endowment.denominator)
        money = numbers.purses(each, method.election.voters)
        self.now = Moment(method.book.first_page, money, numbers.off)

    def weigh(
        self, project: int, moment: Moment, hope: Number, enough: Number, more: Fraction = NOTHING
    ) -> Worth:
        """What a project is worth: known to be `hope` at most; below `enough` it is not worked out to the end.

        With `more` as if each purse that is not empty held so many coins more, or fewer, but none less than nothing.
        """
        full, numbers = self._full(project), self.numbers
        holders, voters = self._holders(project, moment)
        if more:
            change, everybody = int(more * numbers.parts), self.method.election.voters
            holders = [
                (points, raised_by(change, held, everybody), counts) for points, held, counts in holders
            ]
        price = price_of(full // numbers.parts, holders, (full, hope), (full, enough), numbers)
        if price is None:
            lacks = full // numbers.parts - money_of(holders)
            return Worth(0, 0 if lacks > voters * moment.doubt else hope, None)
        least_rest = price.rest - (voters - price.payers) * moment.doubt
        most = min(hope, numbers.up(full * price.points, least_rest)) if least_rest > 0 else hope
        least = numbers.down(full * price.points, price.rest) if price.is_final else 0
        return Worth(least, most, price)

    def can_pay(self, project: int) -> bool:
        """Whether the supporters of a project may have enough left for it."""
        holders, voters = self._holders(project, self.now)
        return money_of(holders) + voters * self.now.doubt >= self.method.costs[project] * self.numbers.parts

    def buy(self, project: int, price: Price) -> None:
        """Takes the cost from the supporters of a project."""
        page, money, doubt = self.now.page, self.now.money, self.now.doubt
        up = self.numbers.up
        backings, page = page.backings(project), page.after(project)
        shares = {backing.points: up(price.rest * backing.points, price.points) for backing in backings}
        left = [np.maximum(money[backing.purses] - shares[backing.points], 0) for backing in backings]
        money = np.concatenate([money, *left])
        poor = sum(backing.voters for backing in backings) - price.payers
        owed = up(poor * doubt * max(shares), price.points)
        self.now = Moment(page, money, doubt + owed + self.numbers.off)

    def money_of(self, project: int) -> Number:
        """What the supporters of a project have left together, at least."""
        return money_of(self._holders(project, self.now)[0])

    def _full(self, project: int) -> int:
        """Cost times parts times parts: divided by the worth, it is the price of a point in parts of a coin."""
        return self.method.costs[project] * self.numbers.parts**2

    def _holders(self, project: int, moment: Moment) -> tuple[list[Holders], int]:
        """The supporters of a project, and how many voters they are."""
        backings, money = moment.page.backings(project), moment.money
        holders = [(backing.points, money[backing.purses], backing.counts) for backing in backings]
        return holders, sum([backing.voters for backing in backings])
