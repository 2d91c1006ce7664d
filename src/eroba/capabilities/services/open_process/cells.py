"""The nouns of the figures: a number's place in the tables, and the sums that tie numbers together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

TOWN, OTHERS = "", "*"
"""In place of a service: the whole town, and the services too small to be shown one by one, together."""

# Under five a number would say something of single people.
FEWEST = 5
RECEIVED, DECIDED = "received", "decided"
TIMELINESS = ("in_time", "late", "no_deadline")
GRANTED, REFUSED, UNEXAMINED = "granted", "refused", "unexamined"
ENDINGS = (GRANTED, REFUSED, UNEXAMINED)
APPEALED, APPEALS_DECIDED = "appealed", "appeals_decided"
APPEAL_ENDINGS = ("upheld", "dismissed")
REASON = "reason:"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One number: of which service (or TOWN, or OTHERS), in which period, of what."""

    service: str
    period: str
    measure: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A number as a road between two sums: what goes into a sum is as much as what comes out of it."""

    cell: Cell
    tail: str
    head: str


Values = Mapping[Cell, int]


def services_in(values: Iterable[Cell]) -> list[str]:
    """The single services that have numbers, in order."""
    return sorted({cell.service for cell in values} - {TOWN, OTHERS})
