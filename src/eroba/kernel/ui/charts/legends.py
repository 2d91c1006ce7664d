"""The list of names under a drawing, each with the colour, texture or point that stands for it."""

from collections.abc import Sequence

from eroba.kernel.ui.charts.markup import (
    LINE,
    SERIES,
    WIDTH,
    Svg,
    area,
    element,
    fitted,
    together,
    width_of,
    words,
)
from eroba.kernel.ui.charts.points import point

SIGN = 14
BETWEEN = 18


def legend(names: Sequence[str], key: str, top: float, *, kind: str = "area") -> tuple[Svg, float]:
    """Draw the names in as many rows as they need; gives the drawing and where it ends.

    `kind` is `area` or `line`, as what the names stand for is drawn.
    """
    x, y, drawn = 0.0, top, []
    for place, name in enumerate(names):
        shown = fitted(name, WIDTH - SIGN - 8)
        wide = SIGN + 6 + width_of(shown)
        if x and x + wide > WIDTH:
            x, y = 0.0, y + LINE + 6
        drawn.append(together([_sign(place, key, x, y, kind), words(shown, x + SIGN + 6, y + 14)]))
        x += wide + BETWEEN
    return together(drawn), (y + LINE + 6 if names else top)


def _sign(place: int, key: str, x: float, y: float, kind: str) -> Svg:
    if kind == "area":
        return area(place, key, x=x, y=y + 2, width=SIGN, height=SIGN, title="")
    number = place % SERIES + 1
    line = element("path", d=f"M{x:.1f} {y + 9:.1f}h{SIGN}", class_=f"e-chart__line e-chart__line--{number}")
    return together([line, point(place, x + SIGN / 2, y + 9)])
