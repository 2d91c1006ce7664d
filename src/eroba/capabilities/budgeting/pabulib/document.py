"""A `.pb` file as it stands: what it says of itself, its projects, and its ballots, none of them counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Row(NamedTuple):
    """One row of a table, and the line in which it ends."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """The three parts of a file. `votes` may be a stream: whoever reads it once has read it."""

    meta: Mapping[str, str]
    project_columns: tuple[str, ...]
    projects: tuple[Row, ...]
    vote_columns: tuple[str, ...]
    votes: Iterable[Row]

    def project_place(self, column: str) -> int | None:
        """Where a column of the projects stands, if the file has it."""
        return self.project_columns.index(column) if column in self.project_columns else None

    def vote_place(self, column: str) -> int | None:
        """Where a column of the ballots stands, if the file has it."""
        return self.vote_columns.index(column) if column in self.vote_columns else None
