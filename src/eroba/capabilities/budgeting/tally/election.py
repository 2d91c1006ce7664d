"""What a count works on: projects with their costs, equal ballots put together, all amounts whole numbers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

Ballot = tuple[tuple[int, int], ...]
"""What one ballot gives: pairs of a project's place in the list and its points; one point for an approval."""


@dataclass(frozen=True)
class Project:
    """One project on the ballot."""

    id: str
    name: str
    cost: int
    """In the smallest coins of the election."""
    groups: frozenset[str] = frozenset()
    """The groups it belongs to; of the projects of a group at most one wins."""


@dataclass(frozen=True)
class Election:
    """A whole election. Amounts are in coins, of which `coins` make one unit of currency; points likewise."""

    projects: Sequence[Project]
    budget: int
    ballots: Mapping[Ballot, int]
    """How many voters gave the same ballot."""
    coins: int = 1
    point_parts: int = 1
    """Into how many parts a point is divided: 1, unless the file gives fractions of points."""
    threshold: Fraction = Fraction(0)
    """The score a project needs for a greedy count, in points."""
    quorum: int = 0
    """How many ballots must have been cast, empty ones too, for anything to win."""
    meta: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence["Remark"] = ()

    @cached_property
    def voters(self) -> int:
        """How many ballots there are, empty ones too."""
        return sum(self.ballots.values())

    @property
    def is_quorate(self) -> bool:
        """Whether enough ballots were cast for anything to win."""
        return self.voters >= self.quorum

    @cached_property
    def incompatible(self) -> Sequence[frozenset[int]]:
        """For each project those that cannot win beside it, because they share a group with it."""
        groups: dict[str, set[int]] = {}
        for number, project in enumerate(self.projects):
            for group in project.groups:
                groups.setdefault(group, set()).add(number)
        return [
            frozenset().union(*(groups[group] for group in project.groups)) - {number}
            for number, project in enumerate(self.projects)
        ]

    def winner_against(self, project: int, winners: Collection[int]) -> int | None:
        """Which of the winners keeps a project from winning, if one does."""
        against = self.incompatible[project]
        return next((winner for winner in winners if winner in against), None) if against else None

    def scores(self) -> list[int]:
        """The points of each project over all ballots."""
        total = [0] * len(self.projects)
        for ballot, count in self.ballots.items():
            for project, points in ballot:
                total[project] += points * count
        return total

    def votes(self) -> list[int]:
        """How many ballots name each project."""
        total = [0] * len(self.projects)
        for ballot, count in self.ballots.items():
            for project, _points in ballot:
                total[project] += count
        return total

    def cost_of(self, chosen: Iterable[int]) -> int:
        """What some projects cost together."""
        return sum(self.projects[project].cost for project in chosen)


@dataclass(frozen=True)
class Remark:
    """Something odd in a file that can be counted all the same: an English sentence and its words."""

    sentence: str
    words: Mapping[str, str | int]

    def __str__(self) -> str:
        return self.sentence % self.words
