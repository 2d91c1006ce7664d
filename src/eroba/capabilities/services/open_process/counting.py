"""From what happened to each application to true numbers, by service, month and kind. Nothing is held back yet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eroba.capabilities.services.open_process.cells import (
    APPEALED,
    APPEALS_DECIDED,
    DECIDED,
    REASON,
    RECEIVED,
    TOWN,
    Cell,
)
from eroba.capabilities.services.open_process.periods import half_of, year_of


@dataclass(frozen=True, slots=True)
class Decided:
    """The first decision on one application; days are counted as the clock of its service counts them."""

    service: str
    month: str
    ending: str
    timeliness: str
    days: int
    calendar_days: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Appealed:
    """One appeal: when it was lodged, and when and how it was decided."""

    service: str
    month: str
    decided_month: str = ""
    ending: str = ""


@dataclass(frozen=True)
class Happenings:
    """Everything the figures are made of; `received` is the service and month of each application."""

    received: Sequence[tuple[str, str]] = ()
    decided: Sequence[Decided] = ()
    appeals: Sequence[Appealed] = ()


@dataclass
class Counted:
    """The true numbers, and how many days the decisions of each service and month took."""

    values: Counter[Cell] = field(default_factory=Counter)
    days: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def reasons_of(self, service: str, half: str) -> list[str]:
        """For which reasons this service refused anything in a half-year."""
        return sorted(
            cell.measure.removeprefix(REASON)
            for cell, count in self.values.items()
            if count and (cell.service, cell.period) == (service, half) and cell.measure.startswith(REASON)
        )


def counted(happened: Happenings, until: str) -> Counted:
    """Count everything that happened up to the end of a month."""
    found = Counted()
    for service, month in happened.received:
        _count_in_months(found, service, month, RECEIVED, until)
    for one in happened.decided:
        if one.month > until:
            continue
        _count_in_months(found, one.service, one.month, DECIDED, until)
        kinds = [one.ending, one.timeliness, *([REASON + one.reason] if one.reason else [])]
        _count_in_half(found, one.service, one.month, kinds)
        found.days[one.service, one.month].append(one.days)
        found.days[TOWN, one.month].append(one.calendar_days)
    for appeal in happened.appeals:
        if appeal.month <= until:
            _count_in_half(found, appeal.service, appeal.month, [APPEALED])
        if appeal.ending and appeal.decided_month <= until:
            _count_in_half(found, appeal.service, appeal.decided_month, [APPEALS_DECIDED, appeal.ending])
    return found


def _count_in_months(found: Counted, service: str, month: str, measure: str, until: str) -> None:
    if month > until:
        return
    for period in (month, half_of(month), year_of(month)):
        found.values[Cell(service, period, measure)] += 1
        found.values[Cell(TOWN, period, measure)] += 1


def _count_in_half(found: Counted, service: str, month: str, measures: Iterable[str]) -> None:
    for measure in measures:
        found.values[Cell(service, half_of(month), measure)] += 1
        if not measure.startswith(REASON):
            found.values[Cell(TOWN, half_of(month), measure)] += 1
