"""Who has how much left to spend: voters whose money has gone the same way share a purse.

A voter begins with the same money as everybody; from then on it matters only which of the bought projects the ballot
names. How voters fall into purses depends on the purchases alone, not on how much each began with: so a page is
written once and serves every run that begins with the same purchases.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from eroba.capabilities.budgeting.tally.election import Election

Number = Any
"""An `int` in the rounded arithmetic, a `Fraction` in the exact one."""
MOST_CELLS = 40_000_000
"""When the kept pages name more ballots than this together, they are forgotten and written anew when needed."""


class Backing(NamedTuple):
    """The supporters of a project that give it the same points, by purse."""

    points: int
    voters: int
    counts: Sequence[int]
    """How many voters hold each purse, and a 0 for the one that stands there twice."""
    money_in: Callable[[Sequence[Number]], Sequence[Number]]
    """Given what is in every purse, what is in theirs (the first stands there twice)."""


class Camp:
    """The ballots that give a project the same points, those of a single voter first."""

    def __init__(self, points: int, single: list[int], shared: dict[int, int]) -> None:
        self.points = points
        self.ballots = [*single, *shared]
        self.single = len(single)
        self.shared = [count - 1 for count in shared.values()]
        """How many more voters than one gave each of the last ballots."""
        self.voters = len(single) + sum(shared.values())
        self._pick = itemgetter(*self.ballots, self.ballots[0])

    def pick(self, purse_of: Sequence[int]) -> Sequence[int]:
        """The purse of each of its ballots."""
        return self._pick(purse_of)[:-1]


class Book:
    """The ballots of an election, seen from the projects: who supports each, with how many points."""

    def __init__(self, election: Election) -> None:
        self.voters = list(election.ballots.values())
        self.kept = 0
        self.camps = [
            [Camp(points, *ballots) for points, ballots in camps.items()] for camps in _camps_of(election)
        ]
        self.supporters = cache(self._supporters)

    @cached_property
    def first_page(self) -> "Page":
        """Before any purchase all have the same purse."""
        return Page(self, [0] * len(self.voters))

    def make_room(self) -> None:
        """Lets go of all pages when there are too many; a run keeps those on which it stands."""
        self.kept += 1
        if self.kept * len(self.voters) > MOST_CELLS:
            self.kept = 0
            self.first_page.forget()

    def score(self, project: int) -> int:
        """All points of a project; points below zero are no support."""
        return sum(camp.points * camp.voters for camp in self.camps[project])

    def _supporters(self, project: int) -> dict[int, int]:
        """The points that each supporting ballot gives."""
        return {ballot: camp.points for camp in self.camps[project] for ballot in camp.ballots}


def _camps_of(election: Election) -> list[dict[int, tuple[list[int], dict[int, int]]]]:
    """For each project and number of points the ballots of one voter, and those of several with their number."""
    backers: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, ballot in enumerate(election.ballots):
        for vote in ballot:
            backers[vote].append(number)
    camps: list[dict[int, tuple[list[int], dict[int, int]]]] = [{} for _project in election.projects]
    count_of = list(election.ballots.values())
    for (project, points), numbers in backers.items():
        if points > 0:
            shared = {number: count_of[number] for number in numbers if count_of[number] > 1}
            camps[project][points] = [number for number in numbers if number not in shared], shared
    return camps


@dataclass(eq=False)
class Page:
    """How the voters fall into purses after some purchases."""

    book: Book
    purse_of: list[int]
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
        purses = camp.pick(self.purse_of)
        voters = Counter(purses)
        for purse, more in zip(purses[camp.single :], camp.shared, strict=True):
            voters[purse] += more
        return Backing(
            camp.points, camp.voters, [*voters.values(), 0], itemgetter(*voters, next(iter(voters)))
        )

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
        for camp in self.book.camps[project]:
            before = camp.pick(purse_of)
            # one by one in the order of the backing, and one more for the purse that stands there twice
            left = dict.fromkeys(before)
            new = dict(zip(left, range(count, count + len(left)), strict=True))
            for ballot, purse in zip(camp.ballots, map(new.__getitem__, before), strict=True):
                purse_of[ballot] = purse
            count += len(left) + 1
        return Page(self.book, purse_of, count)
