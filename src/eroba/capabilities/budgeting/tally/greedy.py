"""The greedy count: the strongest project first, as long as the money lasts."""

from collections.abc import Collection
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
    """`funded`, `too_dear`, `below_threshold`, `no_support` or `not_reached`."""


def greedy(
    election: Election, *, stops: bool = False, spent: int = 0, without: Collection[int] = ()
) -> list[Turn]:
    """Goes through the projects, the strongest first, and funds each that what is left can pay.

    With `stops` the first project that is too dear ends it; without, it is passed over. `spent` and `without` are for
    a budget of which a part is gone already.
    """
    scores = election.scores()
    left = election.budget - spent
    is_over = False
    turns: list[Turn] = []
    order = (project for project in in_order(election, scores) if project not in without)
    for place, project in enumerate(order, 1):
        cost = election.projects[project].cost
        if scores[project] <= 0:
            fate = "no_support"
        elif scores[project] < election.threshold * election.point_parts:
            fate = "below_threshold"
        elif is_over:
            fate = "not_reached"
        else:
            fate = "funded" if cost <= left else "too_dear"
        turns.append(Turn(project, place, left, scores[project], fate))
        left -= cost if fate == "funded" else 0
        is_over = is_over or (stops and fate == "too_dear")
    return turns


def funded(turns: list[Turn]) -> list[int]:
    """The projects that were funded, in their order."""
    return [turn.project for turn in turns if turn.fate == "funded"]
