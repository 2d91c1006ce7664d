"""What can be said of all endowments of a span at once: what is surely bought, and what may be.

The order of purchases need not be known for that. Take an open project and a floor that its worth cannot fall below
even when every project that may come before it has been paid. What comes before it is worth more than the floor, so no
point of it costs more than the floor allows; with that the most its supporters can have spent is known, and if the
project is still worth the floor by what they have left, it is surely bought, whatever came before it.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from eroba.capabilities.budgeting.tally.ledger import Ledger, Method
from eroba.capabilities.budgeting.tally.pricing import ROUNDED, Holders
from eroba.capabilities.budgeting.tally.purses import Number

ATTEMPTS = 4
STEP_DOWN = 64
"""A floor that does not hold is lowered to what was found, less one part in so many."""


@dataclass
class Prospects:
    """Which projects every endowment of a span buys, and which some of them may buy."""

    surely: list[int] = field(default_factory=list)
    perhaps: list[int] = field(default_factory=list)


def prospects(method: Method, least: Fraction, most: Fraction) -> Prospects:
    """What is bought for all endowments, in coins, from `least` to `most`, as far as the budget makes it matter."""
    return _Outlook(method, least, most, ROUNDED).look(method.election.budget)


class _Outlook(Ledger):
    """A ledger in which the order of purchases may stay open.

    `at_most` of a project that may have come before another that is bought already is left as it was then.
    """

    def look(self, budget: int) -> Prospects:
        """Goes on until nothing more is sure, or until all this may cost more than the budget."""
        found = Prospects()
        cost_of = self.method.election.cost_of
        self.unordered: set[int] = set()
        self.uncertain: set[int] = set()
        while (project := self._most_hopeful()) is not None:
            floor, rivals = self._floor(project)
            if floor:
                self.buy(project, floor, self.at_most[project])
                self.unordered |= set(rivals)
                found.surely.append(project)
            else:
                self.uncertain.add(project)
            if cost_of(found.surely) + cost_of(self.uncertain) > budget:
                break
        found.perhaps = list(self.at_most)
        return found

    def _most_hopeful(self) -> int | None:
        """The project that can be worth most, of those about which something may still be found out."""
        weighed: set[int] = set()
        while candidates := self.at_most.keys() - self.uncertain:
            project = max(candidates, key=self.at_most.__getitem__)
            if project in self.unordered or project in weighed:
                return project
            weighed.add(project)
            self.can_be_paid(project)
        return None

    def _is_open(self, project: int, enough: Number) -> bool:
        return project in self.unordered or self.can_be_paid(project, enough)

    def _floor(self, project: int) -> tuple[Number, list[int]]:
        """What a project is worth at least when it is bought, and what may come before it; nothing if unsure."""
        floor = self.worth_at_least(project)
        if not floor:
            return 0, []
        for _attempt in range(ATTEMPTS):
            rivals = self._rivals(project, floor)
            if not rivals:
                return floor, rivals
            worth = self._worth(project, self._after_all(project, rivals, floor), 0, self.numbers.down)
            if worth >= floor:
                return floor, rivals
            floor = worth - worth // STEP_DOWN
            if not floor:
                break
        return 0, []

    def _rivals(self, project: int, floor: Number) -> list[int]:
        """The open projects that may be worth the floor or more."""
        rivals = []
        for other in self.by_hope():
            if self.at_most[other] < floor:
                break
            if other != project and self._is_open(other, floor) and self.at_most[other] >= floor:
                rivals.append(other)
        return rivals

    def _after_all(self, project: int, rivals: list[int], floor: Number) -> list[Holders]:
        """The supporters of a project, each having paid for all rivals as much as the floor allows."""
        book, purse_of = self.method.book, self.page.purse_of
        supporters = book.supporters[project]
        owed: dict[int, Number] = {}
        for rival in rivals:
            points, price = book.supporters[rival], self.numbers.up(self.full(rival), floor)
            for ballot in book.common(project, rival):
                owed[ballot] = owed.get(ballot, 0) + price * points[ballot]
        holders: list[Holders] = []
        for backing in self.page.backings(project):
            debtors = [ballot for ballot in owed if supporters[ballot] == backing.points]
            counts = [book.voters[ballot] for ballot in debtors]
            voters = dict(backing.voters)
            for ballot, count in zip(debtors, counts, strict=True):
                voters[purse_of[ballot]] -= count
            money = [max(0, self.low[purse_of[ballot]] - owed[ballot]) for ballot in debtors]
            holders.append(
                (backing.points, [*backing.money_in(self.low), *money], [*voters.values(), 0, *counts])
            )
        return holders
