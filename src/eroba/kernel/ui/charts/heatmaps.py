"""A grid in which the fuller fields are darker; each field says its number, so that nobody has to tell shades apart."""

from decimal import Decimal

from eroba.kernel.ui.charts.kinds import CannotBeDrawn, HeatMap, shares
from eroba.kernel.ui.charts.markup import (
    LETTER,
    LINE,
    WIDTH,
    Svg,
    drawing,
    element,
    fitted,
    together,
    width_of,
    words,
)
from eroba.kernel.ui.charts.markup import wrapped as in_lines
from eroba.kernel.ui.numbers import number

LEVELS = 5
TALL = 44
BETWEEN = 3
LEFT_MOST = 130
SMALL = LETTER - 2


def level_of(value: Decimal, most: Decimal) -> int:
    """The shade of a field: 0 for nothing, else 1 to 4 by its share of the fullest one."""
    if not value or not most:
        return 0
    return min(LEVELS - 1, 1 + int(value * (LEVELS - 1) / most))


def draw_heat_map(chart: HeatMap, key: str) -> Svg:
    """Draw the grid with the names of rows beside and of columns below."""
    table = [shares(row) for row in chart.values]
    if len(table) != len(chart.rows) or any(len(row) != len(chart.columns) for row in table):
        raise CannotBeDrawn("a grid needs one value for each row and column")
    most = max((value for row in table for value in row), default=Decimal(0))
    left = min(max((width_of(name, SMALL) for name in chart.rows), default=0) + 8, LEFT_MOST)
    wide = (WIDTH - left) / max(len(chart.columns), 1)
    top = LINE if chart.row_name else 0
    fields = []
    # The first row stands at the bottom: likelihood grows upwards.
    for place, row in enumerate(reversed(table)):
        y = top + place * TALL
        fields.append(_name_beside(chart.rows[len(table) - 1 - place], left, y))
        fields += [
            _field(value, level_of(value, most), left + column * wide, y, wide)
            for column, value in enumerate(row)
        ]
    below, height = _names_below(chart, left, wide, top + TALL * len(table))
    over = words(fitted(f"↑ {chart.row_name}", WIDTH, SMALL), 0, 12, kind="e-chart__words--small")
    return drawing(chart.title, height, key, over if chart.row_name else Svg(), *fields, below)


def _field(value: Decimal, level: int, x: float, y: float, wide: float) -> Svg:
    box = element(
        "rect",
        class_=f"e-chart__heat e-chart__heat--{level}",
        x=x,
        y=y,
        width=max(wide - BETWEEN, 1),
        height=TALL - BETWEEN,
        rx=3,
    )
    said = fitted(number(value), wide - BETWEEN)
    kind = f"e-chart__words--heat-{level}"
    middle = words(said, x + (wide - BETWEEN) / 2, y + TALL / 2 + 4, kind=kind, anchor="middle")
    return together([box, middle])


def _name_beside(name: str, left: float, y: float) -> Svg:
    lines = in_lines(name, left - 8, 2, SMALL)
    start = y + TALL / 2 + 4 - (len(lines) - 1) * 8
    return together(
        words(line, 0, start + 16 * place, kind="e-chart__words--small") for place, line in enumerate(lines)
    )


def _names_below(chart: HeatMap, left: float, wide: float, top: float) -> tuple[Svg, float]:
    drawn, deepest = [], 0
    for column, name in enumerate(chart.columns):
        lines = in_lines(name, wide - 4, 3, SMALL)
        deepest = max(deepest, len(lines))
        x = left + column * wide + (wide - BETWEEN) / 2
        drawn += [
            words(line, x, top + 14 + 16 * place, kind="e-chart__words--small", anchor="middle")
            for place, line in enumerate(lines)
        ]
    y = top + 16 * deepest + 6
    if chart.column_name:
        said = fitted(f"{chart.column_name} →", WIDTH - left, SMALL)
        drawn.append(words(said, WIDTH, y + 14, kind="e-chart__words--small", anchor="end"))
        y += LINE + 2
    return together(drawn), y
