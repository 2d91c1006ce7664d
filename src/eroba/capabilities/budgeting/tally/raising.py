"""Raises everybody's endowment step by step for as long as the budget lasts, without taking the steps one by one.

What counts is the first step whose outcome costs more than the budget: the one before it holds. Between two steps that
buy the same in the same order the others are passed over when no other order can come between; else the one in the
middle is counted too. So the result is that of going one by one.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from eroba.capabilities.budgeting.tally.equal_shares import Run
from eroba.capabilities.budgeting.tally.ledger import NOTHING, Method

FIRST_SPAN = 64
"""The first span raises what everybody has by about this part of it."""


class Sample(NamedTuple):
    """A step that was counted, as far as it had to be."""

    step: int
    run: Run
    rounds: int
    """How many it took to see what comes of it."""
    is_too_dear: bool


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

        When no outcome does: the step at which everybody can pay for everything, as more money changes nothing.
        """
        election = self.method.election
        if election.cost_of(self.method.supported) <= election.budget:
            return self._enough_for_all()
        # if all may win together, some step buys all and breaks the budget
        enough = self._enough_for_all() if any(election.incompatible) else math.inf
        # without any step nobody can spend more than the budget
        low = self.sample(0, 0)
        width = max(1, int(self.endowment(0) / self.increment) // FIRST_SPAN)
        while low.step < enough:
            high = self.sample(int(min(enough, low.step + width)), low.rounds)
            if (found := self._first_too_dear(low, high)) is not None:
                return found - 1
            low, width = high, 2 * width
        return low.step

    def sample(self, step: int, look_at: int, above: Run | None = None) -> Sample:
        """Counts at one step, until it is plain that it stays within the budget or does not."""
        budget = self.method.election.budget
        run = Run(self.method, self.endowment(step), above)
        while run.cost <= budget:
            if len(run.bought) >= look_at and run.stays_within(budget):
                break
            if not run.play(len(run.bought) + 1):
                break
        return Sample(step, run, len(run.bought), run.cost > budget)

    def _first_too_dear(self, low: Sample, high: Sample) -> int | None:
        """The first step after one and up to another whose outcome costs more than the budget, if one does."""
        if high.step - low.step > 1 and (high.is_too_dear or not is_same_between(low, high, self.increment)):
            middle = self.sample((low.step + high.step) // 2, low.rounds, high.run)
            early = self._first_too_dear(low, middle)
            return early if early is not None else self._first_too_dear(middle, high)
        return high.step if high.is_too_dear else None

    def _enough_for_all(self) -> int:
        """A step at which everybody can pay an even part of all that the ballot supports."""
        method = self.method
        price = [
            -(-cost // score) if score else 0 for cost, score in zip(method.costs, method.scores, strict=True)
        ]
        dearest = max(
            sum(price[project] * points for project, points in ballot if points > 0)
            for ballot in method.election.ballots
        )
        return max(0, math.ceil((dearest - self.endowment(0)) / self.increment))


def is_same_between(low: Sample, high: Sample, increment: Fraction = NOTHING) -> bool:
    """Whether every step between two buys what the higher one was seen to buy, in the same order.

    With an increment only whole steps lie between; with none, every endowment does.
    """
    low.run.play(high.rounds)
    if low.run.outcome()[: high.rounds] != high.run.outcome()[: high.rounds]:
        return False
    return all(_comes_first(low.run, high.run, place, increment) for place in range(high.rounds))


def _comes_first(low: Run, high: Run, place: int, increment: Fraction) -> bool:
    """Whether what was bought at a place comes first at every step between, if all before it did.

    More money never makes a project worth less as long as the same was bought before. So what was worth so much at the
    lower step comes first everywhere between, if no other is worth more at the higher one. Where that is not enough:
    with each step a purse that is not empty gains the increment and whatever prices fall. So the first step between has
    at least so much more in it than the lower one, and the last one at least so much less than the higher one.
    """
    method, bought, rivals = low.method, low.bought[place], high.bought[place]
    chosen, hopes = bought.project, rivals.hopes
    place_of, floor, is_raised = method.preference, bought.worth * high.parts // low.parts, not increment
    for rival, hope in hopes.items():
        if hope < floor or rival == chosen or method.is_never_behind(chosen, rival):
            continue
        hopes[rival] = most = high.ledger.weigh(rival, rivals.moment, hope, floor).most
        if (most, place_of[rival]) > (floor, place_of[chosen]) and not is_raised:
            known = method.scores[chosen] * low.parts
            least = low.ledger.weigh(chosen, bought.moment, known, 0, increment).least
            floor, is_raised = max(floor, least * high.parts // low.parts), True
        if (most, place_of[rival]) > (floor, place_of[chosen]):
            most = high.ledger.weigh(rival, rivals.moment, most, floor, -increment).most
        if (most, place_of[rival]) > (floor, place_of[chosen]):
            return False
    return True
