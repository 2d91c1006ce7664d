"""The points on lines: a shape for each series, so that colour never speaks alone."""

from eroba.kernel.ui.charts.markup import SERIES, Svg, element

#: Outlines around nought: circle, square, triangle, diamond.
_OUTLINES = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-4-4h8v8h-8z",
    "M0-5l5 9h-10z",
    "M0-5.5l5.5 5.5l-5.5 5.5l-5.5-5.5z",
)


def point(place: int, x: float, y: float, title: str = "") -> Svg:
    """One point in the shape and colour of its series."""
    return element(
        "path",
        element("title", title) if title else Svg(),
        d=_OUTLINES[place % len(_OUTLINES)],
        transform=f"translate({x:.1f} {y:.1f})",
        class_=f"e-chart__point e-chart__point--{place % SERIES + 1}",
    )
