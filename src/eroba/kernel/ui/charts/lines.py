"""Lines over time: each with its own colour, dashes and points, and its name where it ends."""

from collections.abc import Sequence
from decimal import Decimal

from eroba.kernel.ui.charts.kinds import CannotBeDrawn, Lines, Series
from eroba.kernel.ui.charts.legends import legend
from eroba.kernel.ui.charts.markup import (
    LETTER,
    SERIES,
    WIDTH,
    Svg,
    drawing,
    element,
    fitted,
    together,
    width_of,
    words,
)
from eroba.kernel.ui.charts.points import point
from eroba.kernel.ui.charts.scales import Axis, axis_for, every
from eroba.kernel.ui.numbers import number

TOP, BOTTOM, HEIGHT = 16, 28, 220


def draw_lines(chart: Lines, key: str) -> Svg:
    """Draw the lines, the steps of the axis and the names below."""
    if any(len(series.values) != len(chart.labels) for series in chart.series):
        raise CannotBeDrawn("each series needs one value, or a gap, for each label")
    values = [Decimal(value) for series in chart.series for value in series.values if value is not None]
    axis = axis_for(values, start=TOP + HEIGHT, end=TOP)
    left = max(width_of(number(step), LETTER - 2) for step in axis.steps) + 8
    across = _places(len(chart.labels), left)
    body = [_grid(axis, left), _names_below(chart.labels, across)]
    body += [_line(series, place, across, axis) for place, series in enumerate(chart.series)]
    drawn, height = legend([series.name for series in chart.series], key, TOP + HEIGHT + BOTTOM, kind="line")
    return drawing(chart.title, height, key, *body, drawn)


def _places(count: int, left: float) -> list[float]:
    right = WIDTH - 8
    if count < 2:
        return [(left + right) / 2] * count
    return [left + 6 + (right - left - 6) * place / (count - 1) for place in range(count)]


def _grid(axis: Axis, left: float) -> Svg:
    rows = []
    for step in axis.steps:
        y = axis.at(step)
        kind = "e-chart__zero" if step == 0 else "e-chart__step"
        rows.append(element("path", d=f"M{left:.1f} {y:.1f}H{WIDTH}", class_=kind))
        rows.append(words(number(step), left - 5, y + 4, kind="e-chart__words--small", anchor="end"))
    return together(rows)


def _names_below(labels: Sequence[str], across: Sequence[float]) -> Svg:
    if not labels:
        return Svg()
    length = across[-1] - across[0] if len(across) > 1 else WIDTH
    shown = [fitted(label, 110, LETTER - 2) for label in labels]
    over = every(len(labels), max(width_of(label, LETTER - 2) for label in shown) + 14, length)
    y = TOP + HEIGHT + 20
    # Counted from the last one: the newest always has its name.
    kept = [place for place in range(len(labels)) if (len(labels) - 1 - place) % over == 0]
    return together(_inside(shown[place], across[place], y) for place in kept)


def _inside(label: str, x: float, y: float) -> Svg:
    half = width_of(label, LETTER - 2) / 2
    x = min(max(x, half), WIDTH - half)
    return words(label, x, y, kind="e-chart__words--small", anchor="middle")


def _line(series: Series, place: int, across: Sequence[float], axis: Axis) -> Svg:
    spots = [
        (x, axis.at(Decimal(value)), value)
        for x, value in zip(across, series.values, strict=True)
        if value is not None
    ]
    path, is_drawing = "", False
    for x, value in zip(across, series.values, strict=True):
        if value is None:
            is_drawing = False
            continue
        path += f"{'L' if is_drawing else 'M'}{x:.1f} {axis.at(Decimal(value)):.1f}"
        is_drawing = True
    points = [point(place, x, y, f"{series.name}: {number(value)}") for x, y, value in spots]
    line = element("path", d=path, class_=f"e-chart__line e-chart__line--{place % SERIES + 1}")
    return together([line, *points])
