"""The greedy count: the strongest project first, as long as the money lasts."""

from collections.abc import Sequence
from dataclasses import dataclass

from eroba.capabilities.budgeting.tally.election import Election
from eroba.capabilities.budgeting.tally.ties import in_order


@dataclass(frozen=True)
class Turn:
    """One project's turn: its place in the order, and what was left of the budget when it came."""

    project: int
    place: int
    left: int
    score: int
    fate: str
    """`funded`, `too_dear`, `below_threshold`, `no_support`, `incompatible` or `not_reached`."""
    winner: int | None
    """The winner beside which it cannot win, if there is one."""


def greedy(election: Election, *, stops: bool = False, spent: int = 0, won: Sequence[int] = ()) -> list[Turn]:
    """Goes through the projects, the strongest first, and funds each that what is left can pay.

    With `stops` the first project that is too dear ends it; without, it is passed over. `spent` and `won` are for
    a budget of which a part is gone already. What is incompatible with a winner is passed over by either rule.
    """
    scores = election.scores()
    left = election.budget - spent
    is_over = False
    turns: list[Turn] = []
    winners = list(won)
    order = (project for project in in_order(election, scores) if project not in won)
    for place, project in enumerate(order, 1):
        winner = election.winner_against(project, winners)
        fate = _fate(election, project, scores[project], left)
        if fate in ("funded", "too_dear"):
            fate = "not_reached" if is_over else "incompatible" if winner is not None else fate
        turns.append(Turn(project, place, left, scores[project], fate, winner))
        if fate == "funded":
            left -= election.projects[project].cost
            winners.append(project)
        is_over = is_over or (stops and fate == "too_dear")
    return turns


def _fate(election: Election, project: int, score: int, left: int) -> str:
    """What becomes of a project if no other stands in its way."""
    if score <= 0:
        return "no_support"
    if score < election.threshold * election.point_parts:
        return "below_threshold"
    return "funded" if election.projects[project].cost <= left else "too_dear"


def funded(turns: list[Turn]) -> list[int]:
    """The projects that were funded, in their order."""
    return [turn.project for turn in turns if turn.fate == "funded"]
