"""What a count works on: projects with their costs, equal ballots put together, all amounts whole numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Ballot = tuple[tuple[int, int], ...]
"""What one ballot gives: pairs of a project's place in the list and its points; one point for an approval."""


@dataclass(frozen=True)
class Project:
    """One project on the ballot."""

    id: str
    name: str
    cost: int
    """In the smallest coins of the election."""


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
    meta: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence["Remark"] = ()

    @property
    def voters(self) -> int:
        """How many ballots there are, empty ones too."""
        return sum(self.ballots.values())

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
