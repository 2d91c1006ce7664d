"""What rooms ask about the services of a town: which there are, and how they really go, as published."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Measured:
    """How long decisions of a service took in twelve months, as published; a number that is held back is None."""

    median_days: int | None
    ninety_days: int | None


@dataclass(frozen=True)
class OfferedHere:
    """One service of the town."""

    code: str
    title_ka: str
    title_en: str


class KnownServices(Protocol):
    """The services of the town worked for now."""

    def offered(self) -> list[OfferedHere]:
        """Return every service of the town."""

    def measured(self, code: str) -> Measured:
        """Return how long one service takes, as published; nothing for one the town does not have."""
