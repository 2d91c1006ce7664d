"""Counts an election by a rule, and says of each project why it won or lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from eroba.capabilities.budgeting.pabulib.conditions import conditions_of
from eroba.capabilities.budgeting.tally.election import Election
from eroba.capabilities.budgeting.tally.equal_shares import Run, equal_shares
from eroba.capabilities.budgeting.tally.greedy import Turn, funded, greedy
from eroba.capabilities.budgeting.tally.ledger import Method
from eroba.capabilities.budgeting.tally.raising import Steps
from eroba.capabilities.budgeting.tally.reasons import (
    Reason,
    reason_for_all,
    reason_of_completion,
    reason_of_loss,
    reason_of_purchase,
    reason_of_turn,
)

RULES = ("greedy", "greedy-no-skip", "equal-shares")
COMPLETIONS = ("none", "utilitarian", "add1", "add1u")


@dataclass(frozen=True)
class Tally:
    """The result of a count."""

    election: Election
    rule: str
    completion: str
    winners: Sequence[int]
    """In the order in which they won."""
    reasons: Mapping[int, Reason]
    endowment: Fraction | None = None
    """What everybody had to spend, in coins; only for equal shares."""
    steps: int = 0
    """By how many increments it was raised."""

    @property
    def spent(self) -> int:
        """What the winners cost together, in coins."""
        return self.election.cost_of(self.winners)


def rule_of_file(meta: Mapping[str, str]) -> tuple[str, str]:
    """The rule and the completion that a file says were used; greedy when it names none we know."""
    said = (conditions_of(meta).rule or meta.get("rule", "")).strip().lower()
    if said.startswith("greedy-no-skip"):
        return "greedy-no-skip", "none"
    if said.startswith("equalshares"):
        completion = said.partition("/")[2].split("-")[0]
        return "equal-shares", completion if completion in COMPLETIONS else "none"
    return "greedy", "none"


def count_election(
    election: Election, rule: str, completion: str = "none", increment: Fraction = Fraction(1)
) -> Tally:
    """Counts by one of `RULES`; completion and increment (in units of currency per voter) are for equal shares.

    Where fewer ballots than the quorum were cast nothing wins.
    """
    if not election.is_quorate:
        reason = reason_for_all(election)
        return Tally(election, rule, "none", [], dict.fromkeys(range(len(election.projects)), reason))
    if rule == "equal-shares":
        return _by_equal_shares(election, completion, increment * election.coins)
    turns = greedy(election, stops=rule == "greedy-no-skip")
    reasons = {turn.project: reason_of_turn(election, turn) for turn in turns}
    return Tally(election, rule, "none", funded(turns), reasons)


def _by_equal_shares(election: Election, completion: str, increment: Fraction) -> Tally:
    method = Method(election)
    steps = Steps(method, increment)
    step = steps.last_affordable() if completion.startswith("add1") else 0
    run = equal_shares(method, steps.endowment(step))
    winners = run.outcome()
    turns: list[Turn] = []
    if completion in ("utilitarian", "add1u"):
        rest = replace(election, threshold=Fraction(0))
        turns = greedy(rest, spent=election.cost_of(winners), won=winners)
        winners = winners + funded(turns)
    reasons = _reasons_of(method, run, winners) | {
        turn.project: reason_of_completion(election, turn) for turn in turns if turn.fate == "funded"
    }
    return Tally(election, "equal-shares", completion, winners, reasons, steps.endowment(step), step)


def _reasons_of(method: Method, run: Run, winners: Sequence[int]) -> dict[int, Reason]:
    election, scores = method.election, method.scores
    bought = {
        purchase.project: reason_of_purchase(
            election, place, purchase.project, run.worth_of(purchase), scores
        )
        for place, purchase in enumerate(run.bought, 1)
    }
    lost = {
        project: reason_of_loss(election, project, scores[project], left, winners)
        for project, left in run.left_with().items()
    }
    return bought | lost
