"""From true numbers to what is published: each table is looked through, and what was settled before stays as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eroba.capabilities.services.open_process.cells import (
    APPEAL_ENDINGS,
    APPEALED,
    APPEALS_DECIDED,
    DECIDED,
    ENDINGS,
    FEWEST,
    OTHERS,
    RECEIVED,
    TIMELINESS,
    TOWN,
    Cell,
    Edge,
    services_in,
)
from eroba.capabilities.services.open_process.counting import Counted
from eroba.capabilities.services.open_process.durations import durations, durations_lately
from eroba.capabilities.services.open_process.figure import Figure
from eroba.capabilities.services.open_process.holding_back import Table, hold_back, is_sound, veil_everything
from eroba.capabilities.services.open_process.networks import by_endings, by_kinds, by_months, by_services
from eroba.capabilities.services.open_process.periods import (
    MONTH,
    half_of,
    kind_of,
    last_month_of,
    months_between,
    year_of,
)


@dataclass
class Publication:
    """What is published after a month has closed: what stood before, and what is new."""

    counted: Counted
    until: str
    before: Mapping[Cell, Figure]
    new: dict[Cell, Figure] = field(default_factory=dict)

    def figure_of(self, cell: Cell) -> Figure | None:
        """What is published in a place, before or now."""
        return self.before.get(cell) or self.new.get(cell)

    def shown(self, cell: Cell) -> int | None:
        """The number published in a place, if there is one."""
        figure = self.figure_of(cell)
        return figure.value if figure else None

    def is_closed(self, period: str) -> bool:
        """Whether a period is over."""
        return last_month_of(period) <= self.until

    def settle(self, edges: Sequence[Edge]) -> None:
        """Settle every number of one table whose period is over; a table that gives away all the same is left out."""
        table = self._table(edges)
        hold_back(table)
        if not is_sound(table):
            veil_everything(table)
        if not is_sound(table):
            return
        for edge in edges:
            cell, value = edge.cell, table.flow(edge)
            if cell in self.before or cell in table.unsaid:
                continue
            is_hidden = cell in table.hidden
            is_small = is_hidden and value < FEWEST and cell not in table.veiled
            self.new[cell] = Figure(cell, None if is_hidden else value, is_small)

    def _table(self, edges: Sequence[Edge]) -> Table:
        before = {edge.cell: self.before[edge.cell] for edge in edges if edge.cell in self.before}
        shown = {cell: figure.value for cell, figure in before.items() if figure.value is not None}
        values = {edge.cell: self.counted.values[edge.cell] for edge in edges} | shown
        held = set(before) - set(shown)
        return Table(
            edges,
            values,
            shown=frozenset(shown),
            held=frozenset(held),
            unsaid=frozenset(edge.cell for edge in edges if not self.is_closed(edge.cell.period)),
            veiled={cell for cell in held if values[cell] < FEWEST and not before[cell].is_small},
        )


def published(counted: Counted, until: str, before: Mapping[Cell, Figure]) -> list[Figure]:
    """Every new figure after a month has closed."""
    months = sorted({cell.period for cell in counted.values if kind_of(cell.period) == MONTH})
    if not months:
        return []
    made = Publication(counted, until, before)
    for year in sorted({year_of(month) for month in months_between(months[0], until)}):
        _settle_months(made, year, max(months[0], f"{year}-01"))
    for half in sorted({half_of(month) for month in months_between(months[0], until)}):
        if made.is_closed(half) and not any(cell.period == half for cell in before):
            _settle_half(made, half)
    first = _begun(counted)
    found = [
        figure
        for figure in made.new.values()
        if kind_of(figure.cell.period) != MONTH or figure.cell.period >= first[figure.cell.service]
    ]
    return [*found, *_durations(made, found)]


def _settle_months(made: Publication, year: str, first: str) -> None:
    months = months_between(first, min(made.until, f"{year}-12"))
    for measure in (RECEIVED, DECIDED):
        if all(Cell(TOWN, month, measure) in made.before for month in months):
            continue
        made.settle(by_months(_services(made, year, measure), months, measure))


def _settle_half(made: Publication, half: str) -> None:
    for kinds in (ENDINGS, TIMELINESS):
        _settle_kinds(made, half, kinds)
    if services := _services(made, half, APPEALED):
        made.settle(by_services(services, half, APPEALED))
    if services := _services(made, half, APPEALS_DECIDED):
        made.settle(by_endings(services, half, APPEALS_DECIDED, APPEAL_ENDINGS))


def _settle_kinds(made: Publication, half: str, kinds: Sequence[str]) -> None:
    """Cut the decisions of a half-year into kinds, of the services large enough to be told."""
    rows = [
        service
        for service in _services(made, half, DECIDED)
        if (made.shown(Cell(service, half, DECIDED)) or 0) >= FEWEST
    ]
    if rows:
        made.settle(_edges_of_kinds(made, half, kinds, rows))


def _edges_of_kinds(made: Publication, half: str, kinds: Sequence[str], rows: Sequence[str]) -> list[Edge]:
    values = made.counted.values
    others = set(_services(made, half, DECIDED)) - set(rows)
    in_all = made.shown(Cell(TOWN, half, DECIDED)) or 0
    rest = in_all - sum(made.shown(Cell(service, half, DECIDED)) or 0 for service in rows)
    every = [*rows, OTHERS] if rest >= FEWEST else list(rows)
    why = {service: made.counted.reasons_of(service, half) for service in rows if kinds is ENDINGS}
    for kind in kinds:
        values[Cell(OTHERS, half, kind)] = sum(values[Cell(service, half, kind)] for service in others)
        # the town's sums are of the lines in the table only, so that nothing is left to subtract
        values[Cell(TOWN, half, kind)] = sum(values[Cell(service, half, kind)] for service in every)
    return by_kinds(every, half, kinds, why)


def _services(made: Publication, period: str, measure: str) -> list[str]:
    return services_in(
        cell
        for cell, count in made.counted.values.items()
        if count and cell.period == period and cell.measure == measure
    )


def _begun(counted: Counted) -> dict[str, str]:
    """The month of the first number of each service; before it the service has no line."""
    first: dict[str, str] = {}
    for cell, count in counted.values.items():
        if count and kind_of(cell.period) == MONTH:
            first[cell.service] = min(first.get(cell.service, cell.period), cell.period)
    return first


def _durations(made: Publication, new: Sequence[Figure]) -> list[Figure]:
    found: list[Figure] = []
    days = made.counted.days
    for figure in new:
        cell = figure.cell
        if cell.measure == DECIDED and figure.value and cell.service != OTHERS:
            within = [
                each
                for (service, month), some in days.items()
                if service == cell.service and cell.period in (month, half_of(month), year_of(month))
                for each in some
            ]
            found += durations(cell.service, cell.period, within, figure.value)
    for service in sorted({service for service, _month in days}):
        found += durations_lately(service, made.until, days, made.figure_of)
    return found
