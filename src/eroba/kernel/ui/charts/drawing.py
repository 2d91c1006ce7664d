"""Every kind of chart by one name: its drawing, and the table that says the same."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from eroba.kernel.ui.charts.bars import draw_bars, draw_stacked_bars
from eroba.kernel.ui.charts.heatmaps import draw_heat_map
from eroba.kernel.ui.charts.kinds import (
    Bars,
    Chart,
    HeatMap,
    Lines,
    Number,
    SeatMap,
    StackedBars,
    Treemap,
)
from eroba.kernel.ui.charts.lines import draw_lines
from eroba.kernel.ui.charts.markup import Svg
from eroba.kernel.ui.charts.seatmaps import draw_seat_map
from eroba.kernel.ui.charts.treemaps import draw_treemap
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.numbers import number


def drawing_of(chart: Chart, key: str) -> Svg:
    """Draw a chart; `key` is unlike that of any other drawing on the page."""
    return _KINDS[type(chart)][0](chart, key)


def is_empty(chart: Chart) -> bool:
    """Whether there is nothing to draw yet: no number, no seat, or a whole of nought."""
    if isinstance(chart, SeatMap):
        return not chart.seats
    if isinstance(chart, HeatMap):
        return not (chart.rows and chart.columns)
    if isinstance(chart, Treemap):
        return not any(part.value for part in chart.parts)
    if isinstance(chart, Bars):
        return not chart.parts
    return all(value is None for one in chart.series for value in one.values)


def table_of(chart: Chart) -> Table:
    """Say the same as the drawing, as a table; amounts that make a whole have their sum in the last row."""
    columns, rows = _KINDS[type(chart)][1](chart)
    return Table(caption=chart.title, columns=columns, rows=rows, caption_hidden=True)


def _said(value: Number | None) -> str:
    return "–" if value is None else number(value)


def _amount(unit: str) -> Column:
    return Column(f"{_('Amount')}, {unit}" if unit else _("Amount"), numeric=True)


def _of_parts(chart: Bars | Treemap) -> tuple[list[Column], list[Row]]:
    rows = [Row((part.name, _said(part.value)), part.href) for part in chart.parts]
    if isinstance(chart, Treemap):
        rows.append(Row((_("Together"), number(sum(Decimal(part.value) for part in chart.parts)))))
    return [Column(_("What")), _amount(chart.unit)], rows


def _of_lines(chart: Lines) -> tuple[list[Column], list[Row]]:
    unit = f", {chart.unit}" if chart.unit else ""
    columns = [Column(_("When"))] + [Column(f"{one.name}{unit}", numeric=True) for one in chart.series]
    rows = [
        Row((label, *(_said(one.values[place]) for one in chart.series)))
        for place, label in enumerate(chart.labels)
    ]
    return columns, rows


def _of_stacked_bars(chart: StackedBars) -> tuple[list[Column], list[Row]]:
    unit = f", {chart.unit}" if chart.unit else ""
    columns = [Column(_("What"))] + [Column(f"{one.name}{unit}", numeric=True) for one in chart.series]
    rows = []
    for place, label in enumerate(chart.labels):
        values = [one.values[place] for one in chart.series]
        total = number(sum((Decimal(value or 0) for value in values), Decimal(0)))
        rows.append(Row((label, *(_said(value) for value in values), total)))
    return [*columns, Column(f"{_('Together')}{unit}", numeric=True)], rows


def _of_heat_map(chart: HeatMap) -> tuple[list[Column], list[Row]]:
    corner = " / ".join(filter(None, (chart.row_name, chart.column_name))) or _("What")
    columns = [Column(corner)] + [Column(name, numeric=True) for name in chart.columns]
    pairs = zip(chart.rows, chart.values, strict=True)
    return columns, [Row((name, *(_said(value) for value in values))) for name, values in pairs]


def _of_seat_map(chart: SeatMap) -> tuple[list[Column], list[Row]]:
    seats = sorted(chart.seats, key=lambda seat: seat.choice)
    rows = [Row((seat.name, chart.choices[seat.choice].words)) for seat in seats]
    return [Column(_("Who")), Column(_("Vote"))], rows


Described = tuple[list[Column], list[Row]]
_KINDS: dict[type, tuple[Callable[[Any, str], Svg], Callable[[Any], Described]]] = {
    Lines: (draw_lines, _of_lines),
    Bars: (draw_bars, _of_parts),
    StackedBars: (draw_stacked_bars, _of_stacked_bars),
    Treemap: (draw_treemap, _of_parts),
    HeatMap: (draw_heat_map, _of_heat_map),
    SeatMap: (draw_seat_map, _of_seat_map),
}
