"""The Method of Equal Shares for one endowment.

Everybody gets the same money. In each round the project is bought whose supporters get the most for theirs; it ends
when no supporters can pay for any. Equal worth is decided by more points, then the lower cost, then the id as text.
"""

from dataclasses import dataclass
from fractions import Fraction

from eroba.capabilities.budgeting.tally.ledger import Ledger, Method
from eroba.capabilities.budgeting.tally.pricing import EXACT, ROUNDED
from eroba.capabilities.budgeting.tally.purses import Number


class InDoubt(Exception):
    """The rounded amounts lie too close together to say which project comes first."""


@dataclass(frozen=True)
class Purchase:
    """One round: what was bought, and what it was worth to its supporters in points."""

    project: int
    worth: Fraction


@dataclass(frozen=True)
class Run:
    """What was bought in order, and for each other project what its supporters have left together, in coins."""

    bought: list[Purchase]
    left_with: dict[int, Fraction]

    def outcome(self) -> list[int]:
        """The projects in the order in which they were bought."""
        return [purchase.project for purchase in self.bought]


def equal_shares(method: Method, endowment: Fraction) -> Run:
    """Buys for one endowment, in coins; where rounding leaves a doubt, fractions decide."""
    try:
        return _spend(Ledger(method, endowment, endowment, ROUNDED))
    except InDoubt:
        return _spend(Ledger(method, endowment, endowment, EXACT))


def _spend(ledger: Ledger) -> Run:
    parts = ledger.numbers.parts
    bought = []
    while best := _best(ledger):
        worth, _preference, project = best
        ledger.buy(project, worth, ledger.at_most[project])
        bought.append(Purchase(project, Fraction(worth) / parts))
    chosen = {purchase.project for purchase in bought}
    others = (project for project in range(len(ledger.method.costs)) if project not in chosen)
    return Run(bought, {project: Fraction(ledger.money_of(project)) / parts for project in others})


def _best(ledger: Ledger) -> tuple[Number, int, int] | None:
    """The most worthwhile project, with its worth; none when nobody can pay for any."""
    best: tuple[Number, int, int] = (0, 1, -1)
    rivals = []
    for project in ledger.by_hope():
        if ledger.at_most[project] < best[0]:
            break
        if not ledger.can_be_paid(project, best[0]) or ledger.at_most[project] < best[0]:
            continue
        preference = ledger.method.preference[project]
        rivals.append((ledger.at_most[project], preference, project))
        best = max(best, (ledger.worth_at_least(project), preference, project))
    if any(rival > best and rival[2] != best[2] for rival in rivals):
        raise InDoubt
    return best if rivals else None
