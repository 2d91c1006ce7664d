"""Where a wall in front of the database can be stood. The back ends call it; `tenancy` builds it.

The wall sees each query just before it becomes SQL, whatever manager, relation or library made it.
"""

from typing import Any, Protocol

from django.db.models.sql import Query


class Wall(Protocol):
    """Decides whether a query may become SQL, and narrows it to what may be seen."""

    def guard(self, query: Query, using: str) -> None:
        """Raises when the query may not run; adds the town's condition when it may."""

    def session(self) -> tuple[str, str]:
        """The two settings that row-level security reads: the town's id, and 'on' for all towns."""


class _NoWallYet:
    """Lets everything through until the applications are loaded."""

    def guard(self, query: Query, using: str) -> None:
        return None

    def session(self) -> tuple[str, str]:
        return ("", "")


class _Gate:
    """Holds the wall that stands now."""

    wall: Wall = _NoWallYet()


def stand(wall: Wall) -> None:
    """Puts a wall in front of all databases of this process."""
    _Gate.wall = wall


def standing() -> Wall:
    """The wall that stands now."""
    return _Gate.wall


class GuardedCompiler:
    """Shows each query to the wall before it becomes SQL. Mixed into Django's compilers."""

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        _Gate.wall.guard(self.query, self.using)  # type: ignore[attr-defined]
        return super().as_sql(*args, **kwargs)  # type: ignore[misc]
