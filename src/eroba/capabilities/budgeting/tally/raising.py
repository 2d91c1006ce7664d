"""Raises everybody's endowment step by step for as long as the budget lasts, without taking the steps one by one.

What counts is the first step whose outcome costs more than the budget: the one before it holds. A span of steps is
passed over when nothing any of them may buy exceeds the budget, and halved when that cannot be said; single steps are
counted out. So the result is that of going one by one.
"""

from dataclasses import dataclass
from fractions import Fraction

from eroba.capabilities.budgeting.tally.equal_shares import equal_shares
from eroba.capabilities.budgeting.tally.ledger import Method
from eroba.capabilities.budgeting.tally.prospects import prospects

FIRST_SPAN = 16
"""The first span raises what everybody has by about this part of it; each following one is twice as wide."""


@dataclass(frozen=True)
class Steps:
    """Steps of the same size, up from what everybody has without any, in coins."""

    method: Method
    increment: Fraction

    def endowment(self, step: int) -> Fraction:
        """What everybody has after so many steps."""
        election = self.method.election
        return Fraction(election.budget, election.voters) + step * self.increment

    def last_affordable(self) -> int:
        """The step before the first one whose outcome costs more than the budget.

        When all projects with support cost less than that together: a step at which all are bought.
        """
        election = self.method.election
        if election.cost_of(self.method.supported) <= election.budget:
            last = 0
            while len(equal_shares(self.method, self.endowment(last)).bought) < len(self.method.supported):
                last = 2 * last + 1
            return last
        # without any step nobody can spend more than the budget
        first, width = 1, max(1, int(self.endowment(0) / self.increment) // FIRST_SPAN)
        while (found := self._first_too_dear(first, first + width - 1)) is None:
            first, width = first + width, 2 * width
        return found - 1

    def _first_too_dear(self, first: int, last: int) -> int | None:
        """The first step of a span whose outcome costs more than the budget, if one does."""
        election = self.method.election
        if first == last:
            outcome = equal_shares(self.method, self.endowment(first)).outcome()
            return first if election.cost_of(outcome) > election.budget else None
        found = prospects(self.method, self.endowment(first), self.endowment(last))
        if election.cost_of(found.surely + found.perhaps) <= election.budget:
            return None
        if election.cost_of(found.surely) > election.budget:
            return first
        middle = (first + last) // 2
        early = self._first_too_dear(first, middle)
        return early if early is not None else self._first_too_dear(middle + 1, last)
