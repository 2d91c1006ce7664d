"""A small election as a file, for the tests of this room."""

import gzip
import io
from collections.abc import Callable

import pytest

META = {
    "description": "Village budget",
    "country": "Georgia",
    "unit": "Ozurgeti",
    "instance": "2026",
    "num_projects": "3",
    "num_votes": "4",
    "budget": "100",
    "vote_type": "approval",
    "rule": "greedy",
}
PROJECTS = ("project_id;cost;name", "1;60;ძველი ხიდი", '2;50;"Park; ""Oak"""', "3;30;Lamps")
VOTES = ("voter_id;vote;age", "a;1,2;20", "b;1;31", "c;2,3;44", "d;1;52")


def pb_text(projects: tuple[str, ...] = PROJECTS, votes: tuple[str, ...] = VOTES, **meta: str | None) -> str:
    """The text of a file; a word of META set to None is left out."""
    said = {**META, "num_projects": str(len(projects) - 1), "num_votes": str(len(votes) - 1), **meta}
    rows = [f"{key};{value}" for key, value in said.items() if value is not None]
    return "\n".join(["META", "key;value", *rows, "PROJECTS", *projects, "VOTES", *votes, ""])


@pytest.fixture
def pb() -> Callable[..., io.BytesIO]:
    """A file in memory, made of its parts."""

    def make(*, packed: bool = False, **parts) -> io.BytesIO:
        content = pb_text(**parts).encode()
        return io.BytesIO(gzip.compress(content) if packed else content)

    return make
