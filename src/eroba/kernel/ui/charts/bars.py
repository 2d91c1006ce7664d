"""Bars that lie: the name above each, so that even a long Georgian one has the whole width; the amount at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from eroba.kernel.ui.charts.kinds import Bars, CannotBeDrawn, StackedBars, shares
from eroba.kernel.ui.charts.legends import legend
from eroba.kernel.ui.charts.markup import LINE, WIDTH, Svg, area, drawing, element, together, width_of, words
from eroba.kernel.ui.charts.markup import wrapped as in_lines
from eroba.kernel.ui.numbers import number

THICK = 16
AFTER = 14
BESIDE = 6


@dataclass(frozen=True)
class Piece:
    """One rectangle of a bar: which series, from where, how long."""

    series: int
    x: float
    length: float


def pieces(rows: Sequence[Sequence[Decimal]], room: float) -> list[list[Piece]]:
    """Lay the parts of each row end to end; the longest row fills the room, the others in proportion."""
    longest = max((sum(row, Decimal(0)) for row in rows), default=Decimal(0))
    scale = room / float(longest) if longest else 0.0
    laid = []
    for row in rows:
        x, found = 0.0, []
        for place, value in enumerate(row):
            found.append(Piece(place, x, float(value) * scale))
            x += found[-1].length
        laid.append(found)
    return laid


def draw_bars(chart: Bars, key: str) -> Svg:
    """Draw one bar for each part."""
    rows = [[value] for value in shares([part.value for part in chart.parts])]
    hrefs = [part.href for part in chart.parts]
    names = [part.name for part in chart.parts]
    body, height = _rows(names, rows, key, series_names=[chart.title], hrefs=hrefs)
    return drawing(chart.title, height, key, body, has_links=any(hrefs))


def draw_stacked_bars(chart: StackedBars, key: str) -> Svg:
    """Draw one bar for each label, cut into its parts, and say below what the parts are."""
    if any(len(series.values) != len(chart.labels) for series in chart.series):
        raise CannotBeDrawn("each series needs one value for each label")
    columns = [shares(series.values) for series in chart.series]
    rows = [[column[place] for column in columns] for place in range(len(chart.labels))]
    names = [series.name for series in chart.series]
    body, height = _rows(list(chart.labels), rows, key, series_names=names, hrefs=[])
    drawn, height = legend(names, key, height + 4)
    return drawing(chart.title, height, key, body, drawn)


def _rows(
    names: Sequence[str],
    rows: Sequence[Sequence[Decimal]],
    key: str,
    *,
    series_names: Sequence[str],
    hrefs: Sequence[str],
) -> tuple[Svg, float]:
    totals = [number(sum(row, Decimal(0))) for row in rows]
    room = WIDTH - max((width_of(total) for total in totals), default=0) - BESIDE
    y, drawn = 4.0, []
    for place, laid in enumerate(pieces(rows, room)):
        lines = in_lines(names[place], WIDTH, 2)
        said = together(words(line, 0, y + LINE * (nth + 1) - 4) for nth, line in enumerate(lines))
        y += LINE * len(lines) + 2
        bar = _bar(laid, rows[place], key, y, series_names)
        end = laid[-1].x + laid[-1].length if laid else 0
        row = together([said, bar, words(totals[place], end + BESIDE, y + 13, kind="e-chart__words--figure")])
        href = hrefs[place] if place < len(hrefs) else ""
        drawn.append(element("a", row, href=href) if href else row)
        y += THICK + AFTER
    return together(drawn), max(y, LINE)


def _bar(
    laid: Sequence[Piece], row: Sequence[Decimal], key: str, y: float, series_names: Sequence[str]
) -> Svg:
    return together(
        area(
            piece.series,
            key,
            x=piece.x,
            y=y,
            width=piece.length,
            height=THICK,
            title=f"{series_names[piece.series]}: {number(row[piece.series])}",
        )
        for piece in laid
        if piece.length
    )
