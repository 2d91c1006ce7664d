"""Who has how much left to spend: voters whose money has gone the same way share a purse.

A voter begins with the same money as everybody; from then on it matters only which of the bought projects the ballot
names. How voters fall into purses depends on the purchases alone, not on how much each began with: so a page is
written once and serves every run that begins with the same purchases.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eroba.capabilities.budgeting.tally.election import Election

Number = Any
"""An `int` in the rounded arithmetic, a `Fraction` in the exact one."""
Amounts = NDArray[Any]
"""Many amounts: of 64 bits in the rounded arithmetic, fractions in the exact one."""
Places = NDArray[np.intp]
Counts = NDArray[np.int64]
MOST_CELLS = 40_000_000
"""When the kept pages name more ballots than this together, they are forgotten and written anew when needed."""


class Backing(NamedTuple):
    """The supporters of a project that give it the same points, by purse."""

    points: int
    voters: int
    purses: Places
    counts: Counts
    """How many voters hold each purse."""


class Camp(NamedTuple):
    """The ballots that give a project the same points."""

    points: int
    ballots: Places
    counts: Counts
    """How many voters gave each ballot."""
    voters: int


class Book:
    """The ballots of an election, seen from the projects: who supports each, with how many points."""

    def __init__(self, election: Election) -> None:
        self.ballots = len(election.ballots)
        self.kept = 0
        self.camps = _camps_of(election)
        self.supporters = cache(self._supporters)

    @cached_property
    def first_page(self) -> "Page":
        """Before any purchase all have the same purse."""
        return Page(self, np.zeros(self.ballots, np.intp))

    def make_room(self) -> None:
        """Lets go of all pages when there are too many; a run keeps those on which it stands."""
        self.kept += 1
        if self.kept * self.ballots > MOST_CELLS:
            self.kept = 0
            self.first_page.forget()

    def score(self, project: int) -> int:
        """All points of a project; points below zero are no support."""
        return sum(camp.points * camp.voters for camp in self.camps[project])

    def _supporters(self, project: int) -> dict[int, int]:
        """The points that each supporting ballot gives."""
        return {ballot: camp.points for camp in self.camps[project] for ballot in camp.ballots.tolist()}


def _camps_of(election: Election) -> list[list[Camp]]:
    """For each project its supporters, those together who give it the same points."""
    backers: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, ballot in enumerate(election.ballots):
        for vote in ballot:
            backers[vote].append(number)
    voters = np.fromiter(election.ballots.values(), np.int64, len(election.ballots))
    camps: list[list[Camp]] = [[] for _project in election.projects]
    for (project, points), numbers in backers.items():
        if points > 0:
            ballots = np.array(numbers, np.intp)
            counts = voters[ballots]
            camps[project].append(Camp(points, ballots, counts, int(counts.sum())))
    return camps


@dataclass(eq=False)
class Page:
    """How the voters fall into purses after some purchases."""

    book: Book
    purse_of: Places
    """The purse of each ballot."""
    purse_count: int = 1
    _backings: dict[int, list[Backing]] = field(default_factory=dict)
    _next: dict[int, "Page"] = field(default_factory=dict)

    def backings(self, project: int) -> list[Backing]:
        """Who supports a project, by points and purse."""
        found = self._backings.get(project)
        if found is None:
            found = self._backings[project] = [self._backing(camp) for camp in self.book.camps[project]]
        return found

    def _backing(self, camp: Camp) -> Backing:
        voters = np.bincount(self.purse_of[camp.ballots], camp.counts)
        purses = voters.nonzero()[0]
        return Backing(camp.points, camp.voters, purses, voters[purses].astype(np.int64))

    def after(self, project: int) -> "Page":
        """The page after one more purchase: its supporters move to purses of their own."""
        if project not in self._next:
            self.book.make_room()
            self._next[project] = self._written_after(project)
        return self._next[project]

    def forget(self) -> None:
        """Lets go of the pages that follow."""
        self._next.clear()

    def _written_after(self, project: int) -> "Page":
        purse_of, count = self.purse_of.copy(), self.purse_count
        new = np.empty(count, np.intp)
        for camp, backing in zip(self.book.camps[project], self.backings(project), strict=True):
            # one by one in the order of the backing
            end = count + len(backing.purses)
            new[backing.purses] = np.arange(count, end)
            purse_of[camp.ballots] = new[self.purse_of[camp.ballots]]
            count = end
        return Page(self.book, purse_of, count)
