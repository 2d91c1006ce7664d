"""How long decisions took: half of them at most, nine in ten at most. Only of groups whose size may be known."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from eroba.capabilities.services.open_process.cells import DECIDED, FEWEST, Cell
from eroba.capabilities.services.open_process.figure import Figure
from eroba.capabilities.services.open_process.periods import month_before, months_between

HALF_OF_THEM, NINE_IN_TEN = "median_days", "p90_days"
# Nine in ten of fewer than ten would be the slowest single case.
FEWEST_FOR_NINE_IN_TEN = 10
LATELY_MONTHS = 12
Days = Mapping[tuple[str, str], Sequence[int]]


def share_of(days: Iterable[int], share: float) -> int:
    """The number of days that so large a share of them needed at most."""
    ordered = sorted(days)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def lately(until: str) -> str:
    """The twelve months up to this one, as a period."""
    return f"{month_before(until, LATELY_MONTHS - 1)}/{until}"


def durations(service: str, period: str, days: Sequence[int], known_count: int) -> list[Figure]:
    """How long a group took; `known_count` is how many everybody can tell there are at least."""
    found = []
    for measure, share, fewest in (
        (HALF_OF_THEM, 0.5, FEWEST),
        (NINE_IN_TEN, 0.9, FEWEST_FOR_NINE_IN_TEN),
    ):
        if known_count >= fewest and len(days) >= fewest:
            found.append(Figure(Cell(service, period, measure), share_of(days, share)))
    return found


def durations_lately(
    service: str, until: str, days: Days, figure_of: Callable[[Cell], Figure | None]
) -> list[Figure]:
    """How long the decisions of the last twelve months took, if what is shown tells that they are enough."""
    months = months_between(month_before(until, LATELY_MONTHS - 1), until)
    known = 0
    for month in months:
        figure = figure_of(Cell(service, month, DECIDED))
        known += figure.least if figure else 0
    all_days = [each for month in months for each in days.get((service, month), ())]
    return durations(service, lately(until), all_days, known)
