"""Reading the published figures: of one service, or of the whole town, as the pages and files show them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Q

from eroba.capabilities.services.models import FiguresMade, ProcessFigure
from eroba.capabilities.services.open_process.cells import (
    DECIDED,
    FEWEST,
    OTHERS,
    REASON,
    TIMELINESS,
    TOWN,
    Cell,
)
from eroba.capabilities.services.open_process.durations import lately
from eroba.capabilities.services.open_process.figure import Figure
from eroba.capabilities.services.open_process.periods import kind_of

IN_TIME, LATE, NO_DEADLINE = TIMELINESS


@dataclass(frozen=True)
class Share:
    """A share of a whole, from at least to at most; both are the same when it is known exactly."""

    least: Fraction
    most: Fraction


@dataclass(frozen=True)
class OpenProcess:
    """The published figures at hand, and which making they are of."""

    made: FiguresMade | None
    figures: dict[Cell, Figure] = field(default_factory=dict)
    labels: dict[Cell, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.figures)

    def figure(self, service: str, period: str, measure: str) -> Figure | None:
        """What is published in one place."""
        return self.figures.get(Cell(service, period, measure))

    def value(self, service: str, period: str, measure: str) -> int | None:
        """The number published in one place, if there is one."""
        found = self.figure(service, period, measure)
        return found.value if found else None

    def periods(self, service: str, span: str) -> list[str]:
        """The months, half-years or years with figures of a service, the latest last."""
        of_it = {cell.period for cell in self.figures if cell.service == service and "/" not in cell.period}
        return sorted(period for period in of_it if kind_of(period) == span)

    def in_order(self) -> list[tuple[Cell, Figure]]:
        """The figures by service, period and measure."""
        return sorted(self.figures.items(), key=lambda one: one[0])

    def lately(self, service: str, measure: str) -> int | None:
        """How long decisions took in the last twelve months that are over."""
        return self.value(service, lately(self.made.until), measure) if self.made else None

    def reasons(self, service: str, half: str) -> list[tuple[str, Figure]]:
        """Why a service refused in a half-year, each reason in words with its number; the most frequent first."""
        found = [
            (self.labels[cell], figure)
            for cell, figure in self.figures.items()
            if (cell.service, cell.period) == (service, half) and cell.measure.startswith(REASON)
        ]
        return sorted(found, key=lambda one: (-(one[1].value or 0), one[0]))

    def in_time(self, service: str, half: str) -> Share | None:
        """Which share of the decisions of a half-year kept the deadline; nothing when even its bounds are held back."""
        kept, late = self.figure(service, half, IN_TIME), self.figure(service, half, LATE)
        if kept is None or late is None:
            return None
        if kept.value is not None and late.value is not None:
            whole = kept.value + late.value
            return Share(Fraction(kept.value, whole), Fraction(kept.value, whole)) if whole else None
        whole = self._with_deadline(service, half)
        if late.is_small and whole > FEWEST:
            return Share(Fraction(whole - FEWEST + 1, whole), Fraction(whole - 1, whole))
        if kept.is_small and whole > FEWEST:
            return Share(Fraction(1, whole), Fraction(FEWEST - 1, whole))
        return None

    def _with_deadline(self, service: str, half: str) -> int:
        """How many decisions had a deadline, as far as everybody can tell; nought when nobody can."""
        whole = self.value(service, half, DECIDED) if service else None
        without = self.value(service, half, NO_DEADLINE)
        return whole - without if whole is not None and without is not None else 0


def figures_of_service(code: str) -> OpenProcess:
    """Everything published about one service."""
    return _read(Q(service_code=code))


def figures_of_town() -> OpenProcess:
    """What is published about the town, and about its services by half-year, year and the last twelve months."""
    spans = ProcessFigure.Span
    return _read(Q(service_code__in=[TOWN, OTHERS]) | Q(span__in=[spans.HALF, spans.YEAR, spans.LATELY]))


def all_figures() -> OpenProcess:
    """Everything published in this town, for its file."""
    return _read(Q())


def _read(wanted: Q) -> OpenProcess:
    made = FiguresMade.objects.order_by("until").last()
    rows = list(ProcessFigure.objects.filter(wanted)) if made else []
    return OpenProcess(made, dict(map(_figure, rows)), dict(_labels(rows)))


def _figure(row: ProcessFigure) -> tuple[Cell, Figure]:
    cell = Cell(row.service_code, row.period, row.measure)
    return cell, Figure(cell, row.value, row.is_small)


def _labels(rows: Iterable[ProcessFigure]) -> list[tuple[Cell, str]]:
    return [(_figure(row)[0], row.label) for row in rows if row.label_ka]
