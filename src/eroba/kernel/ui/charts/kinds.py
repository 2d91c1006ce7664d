"""What can be drawn, as frozen records; a view fills one, `{% chart %}` draws it with its table, source and date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Number = int | Decimal


@dataclass(frozen=True)
class Source:
    """Where the numbers are from, and the day they are of."""

    words: str
    of: date
    href: str = ""


@dataclass(frozen=True)
class Series:
    """One row of numbers with its name; a gap is None."""

    name: str
    values: Sequence[Number | None]


@dataclass(frozen=True)
class Part:
    """One amount with its name; `href` opens what it is made of."""

    name: str
    value: Number
    href: str = ""


@dataclass(frozen=True)
class Lines:
    """How something went over time: one line for each series, one place for each label."""

    title: str
    source: Source
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""


@dataclass(frozen=True)
class Bars:
    """Amounts to compare, one bar each."""

    title: str
    source: Source
    parts: Sequence[Part]
    unit: str = ""


@dataclass(frozen=True)
class StackedBars:
    """Amounts to compare, each made of the same kinds of parts."""

    title: str
    source: Source
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""


@dataclass(frozen=True)
class Treemap:
    """A whole and its parts: each rectangle is as large as its share."""

    title: str
    source: Source
    parts: Sequence[Part]
    unit: str = ""


@dataclass(frozen=True)
class HeatMap:
    """How many things stand in each field of a grid; `rows` go up, `columns` go right."""

    title: str
    source: Source
    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[Number]]
    row_name: str = ""
    column_name: str = ""


@dataclass(frozen=True)
class Choice:
    """One way to vote, with its shape. Shapes: full, ring, cross, dash."""

    words: str
    shape: str = "full"


@dataclass(frozen=True)
class Seat:
    """Who sits here and which choice was theirs, by its place in the list of choices."""

    name: str
    choice: int


@dataclass(frozen=True)
class SeatMap:
    """A council in its seats, each seat with its vote."""

    title: str
    source: Source
    choices: Sequence[Choice]
    seats: Sequence[Seat]


Chart = Lines | Bars | StackedBars | Treemap | HeatMap | SeatMap


class CannotBeDrawn(ValueError):
    """These numbers make no such chart: a mistake of the page that asks for it."""


def shares(values: Sequence[Number | None]) -> list[Decimal]:
    """Amounts as lengths and areas: gaps are nothing, and nothing is below nought."""
    found = [Decimal(value or 0) for value in values]
    if any(not value.is_finite() or value < 0 for value in found):
        raise CannotBeDrawn("a length or an area cannot be below nought")
    return found
