"""Measures how long it takes to count a participatory budget once its file is read: `python -m tools.benchmark.tally`.

Warsaw is measured when the shared data is there; the invented election always.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eroba.capabilities.budgeting.tally.counting import count_election
from eroba.capabilities.budgeting.tally.election import Election, Project
from eroba.capabilities.budgeting.tally.intake import read_election

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = Path(os.environ.get("EROBA_SHARED") or ROOT.parent / "shared")
WARSAW = SHARED / "data" / "participatory-budgeting" / "Poland_Warszawa_2026.pb.gz"
TRIES = 3


@dataclass(frozen=True)
class Counted:
    """How long one count took, the quickest of some tries."""

    what: str
    completion: str
    seconds: float
    winners: int

    def row(self) -> str:
        """One line of the table."""
        return f"| {self.what} | {self.completion} | **{self.seconds:.2f}** | {self.winners} |"


def invented_election(voters: int = 5000, projects: int = 60) -> Election:
    """Ballots of up to eight approvals, drawn with a fixed seed; some projects are much more liked than others."""
    chance = random.Random(1)  # noqa: S311  # the same election each time, nothing secret
    liked = [chance.random() ** 2 for _project in range(projects)]
    listed = [Project(str(one), "", chance.randint(5, 100) * 1000) for one in range(projects)]
    ballots: Counter[tuple[tuple[int, int], ...]] = Counter()
    for _voter in range(voters):
        chosen = set(chance.choices(range(projects), weights=liked, k=chance.randint(1, 8)))
        ballots[tuple((project, 1) for project in sorted(chosen))] += 1
    return Election(listed, 1_000_000, dict(ballots))


def measure() -> list[Counted]:
    """Count each election with and without add1u."""
    elections = {"5 000 voters, 60 projects, invented": invented_election()}
    if WARSAW.is_file():
        with WARSAW.open("rb") as stream:
            elections["Warsaw 2026: 61 668 voters, 83 projects"] = read_election(stream)
    return [
        _counted(what, election, completion)
        for what, election in elections.items()
        for completion in ("none", "add1u")
    ]


def _counted(what: str, election: Election, completion: str) -> Counted:
    took = []
    for _try in range(TRIES):
        start = time.perf_counter()
        tally = count_election(election, "equal-shares", completion)
        took.append(time.perf_counter() - start)
    return Counted(what, completion, min(took), len(tally.winners))


def table(counted: Sequence[Counted]) -> str:
    """The figures as a table of the page."""
    head = "| equal shares | completion | counted in seconds | winners |\n|---|---|---|---|"
    return "\n".join([head, *(one.row() for one in counted)])


if __name__ == "__main__":
    print(table(measure()))
