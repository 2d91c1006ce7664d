"""Where the money is while projects are bought: at least so much, and at most so much, in each purse.

The price of a point is always spoken of by what it makes the project worth: cost over price, that is how many points
would have paid this price if everybody could. More money in the purses never makes a project worth less.
"""

from collections.abc import Sequence
from fractions import Fraction

from eroba.capabilities.budgeting.tally.election import Election
from eroba.capabilities.budgeting.tally.pricing import Arithmetic, Holders, money_of, price_of
from eroba.capabilities.budgeting.tally.purses import Book, Number, Page
from eroba.capabilities.budgeting.tally.ties import in_order


class Method:
    """An election, prepared for any number of runs."""

    def __init__(self, election: Election) -> None:
        self.election = election
        self.costs = [project.cost for project in election.projects]
        self.book = Book(election)
        self.scores = [self.book.score(project) for project in range(len(self.costs))]
        self.first_page = Page(self.book, [0] * len(self.book.voters))
        self.supported = [project for project, score in enumerate(self.scores) if score]
        self.preference = {project: -place for place, project in enumerate(in_order(election, self.scores))}


class Ledger:
    """The purses of one run, and what is known of the projects that are not bought yet."""

    def __init__(self, method: Method, least: Fraction, most: Fraction, numbers: Arithmetic) -> None:
        self.method = method
        self.numbers = numbers
        self.page = method.first_page
        self.low = [numbers.down(least.numerator * numbers.parts, least.denominator)]
        self.high = [numbers.up(most.numerator * numbers.parts, most.denominator)]
        self.at_most = {one: method.scores[one] * numbers.parts for one in method.supported}
        """What each open project can be worth; it only ever falls, as purses only ever get emptier."""

    def by_hope(self) -> list[int]:
        """The open projects, those that can be worth most first."""
        return sorted(self.at_most, key=self.at_most.__getitem__, reverse=True)

    def can_be_paid(self, project: int, enough: Number = 0) -> bool:
        """Weighs a project by the most there can be in the purses; closes it when that is too little.

        Below `enough` its worth is not worked out to the end.
        """
        worth = self._worth(project, self._holders(project, self.high), enough, self.numbers.up)
        if worth:
            self.at_most[project] = min(worth, self.at_most[project])
        else:
            del self.at_most[project]
        return bool(worth)

    def worth_at_least(self, project: int) -> Number:
        """What a project is worth by the least there can be in the purses; nothing when that is too little."""
        return self._worth(project, self._holders(project, self.low), 0, self.numbers.down)

    def buy(self, project: int, least: Number, most: Number) -> None:
        """Takes the cost from the supporters of a project that is worth between `least` and `most`."""
        self.at_most.pop(project)
        self.page = self.page.after(project)
        full, low, high = self.full(project), self.low, self.high
        shares = {
            points: (self.numbers.up(full * points, least), self.numbers.down(full * points, most))
            for points in {points for points, _purse in self.page.opened}
        }
        low += [max(0, low[purse] - shares[points][0]) for points, purse in self.page.opened]
        high += [max(0, high[purse] - shares[points][1]) for points, purse in self.page.opened]

    def money_of(self, project: int) -> Number:
        """What the supporters of a project have left together, at least."""
        return money_of(self._holders(project, self.low))

    def full(self, project: int) -> int:
        """Cost times parts times parts: divided by the worth, it is the price of a point in parts of a coin."""
        return self.method.costs[project] * self.numbers.parts**2

    def _holders(self, project: int, purses: Sequence[Number]) -> list[Holders]:
        return [
            (backing.points, backing.money_in(purses), [*backing.voters.values(), 0])
            for backing in self.page.backings(project)
        ]

    def _worth(self, project: int, rich: list[Holders], enough: Number, divide) -> Number:  # type: ignore[no-untyped-def]
        full = self.full(project)
        price = price_of(
            full // self.numbers.parts, rich, (full, self.at_most[project]), (full, enough), self.numbers
        )
        return divide(full * price[1], price[0]) if price else 0
