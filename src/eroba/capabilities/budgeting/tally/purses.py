"""Who has how much left to spend: voters whose money has gone the same way share a purse.

A voter begins with the same money as everybody; from then on it matters only which of the bought projects the ballot
names. How voters fall into purses depends on the purchases alone, not on how much each began with.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Any

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


class Book:
    """The ballots of an election, seen from the projects: who supports each, with how many points."""

    def __init__(self, election: Election) -> None:
        self.voters = list(election.ballots.values())
        self.supporters: list[dict[int, int]] = [{} for _project in election.projects]
        for number, ballot in enumerate(election.ballots):
            for project, points in ballot:
                if points > 0:
                    self.supporters[project][number] = points
        self.common = cache(self._common)

    def score(self, project: int) -> int:
        """All points of a project; points below zero are no support."""
        return sum(points * self.voters[ballot] for ballot, points in self.supporters[project].items())

    def camps(self, project: int) -> dict[int, dict[int, int]]:
        """By the points they give: how many voters support a project, all with the first purse."""
        camps: dict[int, dict[int, int]] = {}
        for ballot, points in self.supporters[project].items():
            camp = camps.setdefault(points, {0: 0})
            camp[0] += self.voters[ballot]
        return camps

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
    before: "Page | None" = None
    bought: int = -1
    _camps: dict[int, dict[int, dict[int, int]]] = field(default_factory=dict)

    def backings(self, project: int) -> list[Backing]:
        """Who supports a project, by points and purse."""
        return [
            Backing(points, voters, itemgetter(*voters, next(iter(voters))))
            for points, voters in self._camps_of(project).items()
        ]

    def _camps_of(self, project: int) -> dict[int, dict[int, int]]:
        """By the points they give: how many supporters hold each purse. Begins with the last page that knew."""
        if project in self._camps:
            return self._camps[project]
        page, moved = self, set()
        while project not in page._camps and page.before is not None:
            moved |= self.book.common(project, page.bought)
            page = page.before
        if page is self:
            self._camps[project] = self.book.camps(project)
            return self._camps[project]
        camps = {points: voters.copy() for points, voters in page._camps_of(project).items()}
        points_of, holders = self.book.supporters[project], self.book.voters
        left, entered = page.purse_of, self.purse_of
        for ballot in moved:
            voters, count, purse = camps[points_of[ballot]], holders[ballot], entered[ballot]
            voters[left[ballot]] -= count
            voters[purse] = voters.get(purse, 0) + count
        self._camps[project] = {
            points: {purse: count for purse, count in voters.items() if count} for points, voters in camps.items()
        }
        return self._camps[project]

    def after(self, project: int) -> "Page":
        """The page after one more purchase: its supporters move to purses of their own."""
        purse_of, count = self.purse_of.copy(), self.purse_count
        opened: dict[tuple[int, int], int] = {}
        for ballot, points in self.book.supporters[project].items():
            purse_of[ballot] = opened.setdefault((points, purse_of[ballot]), count + len(opened))
        return Page(self.book, purse_of, count + len(opened), list(opened), self, project)
