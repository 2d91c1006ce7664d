"""Who has how much left to spend: voters whose money has gone the same way share a purse.

A voter begins with the same money as everybody; from then on it matters only which of the bought projects the ballot
names. How voters fall into purses depends on the purchases alone, not on how much each began with.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from eroba.capabilities.budgeting.tally.election import Election

Number = Any
"""An `int` in the rounded arithmetic, a `Fraction` in the exact one."""


@dataclass(frozen=True)
class Backing:
    """The supporters of a project that give it the same points, by purse."""

    points: int
    voters: Mapping[int, int]
    """How many voters hold each purse."""
    money_in: Callable[[Sequence[Number]], Sequence[Number]]
    """Given what is in every purse, what is in theirs (the first stands there twice)."""


class Camp(NamedTuple):
    """The ballots that give a project the same points: those of one voter, and those of several with their number."""

    points: int
    single: list[int]
    shared: list[tuple[int, int]]


class Book:
    """The ballots of an election, seen from the projects: who supports each, with how many points."""

    def __init__(self, election: Election) -> None:
        self.voters = list(election.ballots.values())
        self.supporters: list[dict[int, int]] = [{} for _project in election.projects]
        for number, ballot in enumerate(election.ballots):
            for project, points in ballot:
                if points > 0:
                    self.supporters[project][number] = points
        self.camps = cache(self._camps)
        self.common = cache(self._common)

    def score(self, project: int) -> int:
        """All points of a project; points below zero are no support."""
        return sum(points * self.voters[ballot] for ballot, points in self.supporters[project].items())

    def _camps(self, project: int) -> list[Camp]:
        camps: dict[int, Camp] = {}
        for ballot, points in self.supporters[project].items():
            camp = camps.setdefault(points, Camp(points, [], []))
            if (count := self.voters[ballot]) == 1:
                camp.single.append(ballot)
            else:
                camp.shared.append((ballot, count))
        return list(camps.values())

    def _common(self, one: int, other: int) -> frozenset[int]:
        """The ballots that support both."""
        return frozenset(self.supporters[one].keys() & self.supporters[other].keys())


@dataclass
class Page:
    """How the voters fall into purses after some purchases."""

    book: Book
    purse_of: list[int]
    """The purse of each ballot."""
    purse_count: int = 1
    opened: Sequence[tuple[int, int]] = ()
    """The purses that the last purchase opened: the points their holders gave, and from which purse they came."""
    _backings: dict[int, list[Backing]] = field(default_factory=dict)

    def backings(self, project: int) -> list[Backing]:
        """Who supports a project, by points and purse."""
        if project not in self._backings:
            self._backings[project] = [self._backing(camp) for camp in self.book.camps(project)]
        return self._backings[project]

    def _backing(self, camp: Camp) -> Backing:
        purse_of = self.purse_of
        voters = Counter(map(purse_of.__getitem__, camp.single))
        for ballot, count in camp.shared:
            voters[purse_of[ballot]] += count
        return Backing(camp.points, voters, itemgetter(*voters, next(iter(voters))))

    def after(self, project: int) -> "Page":
        """The page after one more purchase: its supporters move to purses of their own."""
        purse_of, count = self.purse_of.copy(), self.purse_count
        opened: dict[tuple[int, int], int] = {}
        for ballot, points in self.book.supporters[project].items():
            purse_of[ballot] = opened.setdefault((points, purse_of[ballot]), count + len(opened))
        return Page(self.book, purse_of, count + len(opened), list(opened))
