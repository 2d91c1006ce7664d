"""The Method of Equal Shares for one endowment.

Everybody gets the same money. In each round the project is bought whose supporters get the most for theirs; what is
incompatible with it drops out. It ends when no supporters can pay for any. Equal worth is decided by more points, then
the lower cost, then the id as text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from eroba.capabilities.budgeting.tally.ledger import Ledger, Method, Moment, Worth
from eroba.capabilities.budgeting.tally.pricing import EXACT, Arithmetic, Price
from eroba.capabilities.budgeting.tally.purses import Number

ATTEMPTS = 2
"""After so many that can still be paid for, the others are not looked at: they have more support for their cost."""


class InDoubt(Exception):
    """The rounded amounts lie too close together to say which project comes first."""


@dataclass(frozen=True)
class Purchase:
    """One round: what was bought, what it was worth to its supporters at least, and what might have been instead."""

    project: int
    worth: Number
    hopes: dict[int, Number]
    """What each project that was still open can have been worth at most."""
    moment: Moment


class Run:
    """The rounds for one endowment, as far as they were played. Where rounding leaves a doubt, fractions decide."""

    def __init__(self, method: Method, endowment: Fraction, above: "Run | None" = None) -> None:
        self.method = method
        self.endowment = endowment
        self.above = above
        self._begin(method.rounded)

    def _begin(self, numbers: Arithmetic) -> None:
        self.parts = numbers.parts
        self.ledger = Ledger(self.method, self.endowment, numbers)
        self.bought: list[Purchase] = []
        self.cost = 0
        # what an open project can be worth only ever falls, as purses only ever get emptier
        self.open: dict[int, Number] = {
            one: self.method.scores[one] * self.parts for one in self.method.supported
        }

    def outcome(self) -> list[int]:
        """The projects in the order in which they were bought."""
        return [purchase.project for purchase in self.bought]

    def worth_of(self, purchase: Purchase) -> Fraction:
        """What a bought project was worth to its supporters, in points."""
        return Fraction(purchase.worth) / self.parts

    def left_with(self) -> Mapping[int, Fraction]:
        """For each project that was not bought what its supporters have left together, in coins."""
        others = set(range(len(self.method.costs))).difference(self.outcome())
        return {one: Fraction(self.ledger.money_of(one)) / self.parts for one in others}

    def play(self, rounds: int) -> bool:
        """Goes on until there were so many rounds; no when nobody can pay for anything before."""
        try:
            return self._play(rounds)
        except InDoubt:
            self._begin(EXACT)
            return self._play(rounds)

    def stays_within(self, budget: int) -> bool:
        """Whether it is plain that all that was and all that can still be bought costs no more than the budget."""
        self._learn_from_above()
        costs, scores = self.method.costs, self.method.scores
        possible = self.cost + sum(costs[project] for project in self.open)
        attempts = ATTEMPTS
        for project in sorted(self.open, key=lambda one: scores[one] / costs[one]):
            if possible <= budget or not attempts:
                break
            if self.ledger.can_pay(project):
                attempts -= 1
            else:
                del self.open[project]
                possible -= costs[project]
        return possible <= budget

    def _play(self, rounds: int) -> bool:
        while len(self.bought) < rounds:
            self._learn_from_above()
            best = self._best()
            if best is None:
                return False
            project, worth, price = best
            self.bought.append(Purchase(project, worth.least, self.open.copy(), self.ledger.now))
            self.ledger.buy(project, price)
            self.cost += self.method.costs[project]
            del self.open[project]
            for other in self.method.election.incompatible[project]:
                self.open.pop(other, None)
        return True

    def _learn_from_above(self) -> None:
        """Lowers the hopes to those of a run with more money, as long as it has bought the same."""
        place, above = len(self.bought), self.above
        if above is None:
            return
        is_past = place > len(above.bought) or above.parts != self.parts
        if is_past or (place and above.bought[place - 1].project != self.bought[place - 1].project):
            self.above = None
            return
        hopes = above.bought[place].hopes if place < len(above.bought) else above.open
        mine = self.open
        self.open = {
            one: hope if hope < (own := mine[one]) else own
            for one, hope in hopes.items()
            if hope and one in mine
        }

    def _best(self) -> tuple[int, Worth, Price] | None:
        """The most worthwhile project; none when nobody can pay for any."""
        best: tuple[Number, int, int] = (0, 1, -1)
        found: tuple[int, Worth, Price] | None = None
        preference, hopes = self.method.preference, self.open
        weighed = []
        for project in sorted(hopes, key=hopes.__getitem__, reverse=True):
            if hopes[project] < best[0]:
                break
            worth = self.ledger.weigh(project, self.ledger.now, hopes[project], best[0])
            if not worth.most:
                del hopes[project]
                continue
            hopes[project] = worth.most
            weighed.append(project)
            if worth.price and (worth.least, preference[project], project) > best:
                best, found = (worth.least, preference[project], project), (project, worth, worth.price)
        for project in weighed:
            is_rival = project != best[2] and (hopes[project], preference[project]) > best[:2]
            if is_rival and not (found and self.method.is_never_behind(found[0], project)):
                raise InDoubt
        return found


def equal_shares(method: Method, endowment: Fraction) -> Run:
    """Buys for one endowment, in coins, until nobody can pay for anything more."""
    run = Run(method, endowment)
    run.play(len(method.costs))
    return run
