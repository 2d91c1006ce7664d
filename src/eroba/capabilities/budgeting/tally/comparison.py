"""Two counts of the same ballots side by side: greedy and equal shares, and what the voters have from each.

A voter has from a result what the winners on the ballot are worth: their cost for an approval, cost times points of a
ballot with points. Points below zero count as none.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from fractions import Fraction

from eroba.capabilities.budgeting.tally.counting import Tally, count_election
from eroba.capabilities.budgeting.tally.election import Ballot, Election


@dataclass(frozen=True)
class Served:
    """What the voters have from one result."""

    voters: int
    """Who gave a ballot that supports anything."""
    with_a_winner: int
    """How many of them support at least one winner."""
    mean_winners: Fraction
    """How many winners a voter supports, on average."""
    mean_part: float
    """Which part of what a ballot supports was won, by worth, on average: 1 if all of it was."""


@dataclass(frozen=True)
class Comparison:
    """Greedy and equal shares for the same ballots."""

    greedy: Tally
    shares: Tally
    greedy_served: Served
    shares_served: Served
    prefer_greedy: int
    """How many voters have more from the greedy result."""
    prefer_shares: int
    backing: dict[int, tuple[int, int]]
    """For each project how many of its supporters have more from greedy, and how many from equal shares."""

    @property
    def only_greedy(self) -> list[int]:
        """Projects that only the greedy count funds."""
        return [one for one in self.greedy.winners if one not in set(self.shares.winners)]

    @property
    def only_shares(self) -> list[int]:
        """Projects that only equal shares fund."""
        return [one for one in self.shares.winners if one not in set(self.greedy.winners)]

    @property
    def indifferent(self) -> int:
        """How many voters have the same from both."""
        return self.greedy_served.voters - self.prefer_greedy - self.prefer_shares


def compare_rules(
    election: Election,
    completion: str = "add1u",
    increment: Fraction = Fraction(1),
    greedy_rule: str = "greedy",
) -> Comparison:
    """Counts by both rules and says what each gives to the voters."""
    greedy = count_election(election, greedy_rule)
    shares = count_election(election, "equal-shares", completion, increment)
    by_greedy, by_shares = _worth_of(election, greedy.winners), _worth_of(election, shares.winners)
    prefer_greedy = prefer_shares = 0
    backing = dict.fromkeys(range(len(election.projects)), (0, 0))
    for ballot, count in election.ballots.items():
        first, second = by_greedy(ballot), by_shares(ballot)
        gain = (count if first > second else 0, count if second > first else 0)
        prefer_greedy, prefer_shares = prefer_greedy + gain[0], prefer_shares + gain[1]
        if first != second:
            for project, points in ballot:
                if points > 0:
                    backing[project] = (backing[project][0] + gain[0], backing[project][1] + gain[1])
    return Comparison(
        greedy=greedy,
        shares=shares,
        greedy_served=_served(election, greedy.winners),
        shares_served=_served(election, shares.winners),
        prefer_greedy=prefer_greedy,
        prefer_shares=prefer_shares,
        backing=backing,
    )


def _worth_of(election: Election, winners: Collection[int]) -> Callable[[Ballot], int]:
    """What the winners among the projects are worth to a ballot."""
    costs = {project: election.projects[project].cost for project in winners}
    return lambda ballot: sum(costs.get(project, 0) * points for project, points in ballot if points > 0)


def _served(election: Election, winners: Collection[int]) -> Served:
    won = set(winners)
    worth, all_worth = _worth_of(election, won), _worth_of(election, range(len(election.projects)))
    voters = with_a_winner = supported = 0
    part = 0.0
    for ballot, count in election.ballots.items():
        named = [project for project, points in ballot if points > 0]
        if not named:
            continue
        wins = sum(project in won for project in named)
        voters += count
        with_a_winner += count if wins else 0
        supported += wins * count
        part += worth(ballot) / all_worth(ballot) * count
    whole = max(1, voters)
    return Served(voters, with_a_winner, Fraction(supported, whole), part / whole)
