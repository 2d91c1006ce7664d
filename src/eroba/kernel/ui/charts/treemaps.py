"""A whole cut into rectangles as large as their shares, as near to squares as can be (Bruls, Huizing, van Wijk)."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from fractions import Fraction

from eroba.kernel.ui.charts.kinds import CannotBeDrawn, Treemap, shares
from eroba.kernel.ui.charts.markup import LINE, WIDTH, Svg, area, drawing, element, together, width_of, words
from eroba.kernel.ui.charts.markup import wrapped as in_lines
from eroba.kernel.ui.numbers import number

HEIGHT = 280
INSIDE = 8
NOUGHT = Fraction(0)


@dataclass(frozen=True)
class Box:
    """A rectangle of the whole."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class _Exact:
    """The same while it is being cut: a sliver at the edge has nothing left of a float's digits."""

    x: Fraction
    y: Fraction
    width: Fraction
    height: Fraction


def boxes(values: Sequence[Decimal], width: float, height: float) -> list[Box]:
    """One rectangle for each value, in their order; their areas are as the values, and none lies on another.

    The values must be sorted, the largest first; those that are nought get no room.
    """
    total = Fraction(sum(values, Decimal(0)))
    if not total:
        return [Box(0, 0, 0, 0)] * len(values)
    whole = Fraction(width) * Fraction(height)
    areas = [Fraction(value) * whole / total for value in values]
    return [Box(*map(float, astuple(box))) for box in _packed(areas, Fraction(width), Fraction(height))]


def _packed(areas: Sequence[Fraction], width: Fraction, height: Fraction) -> list[_Exact]:
    found: list[_Exact] = []
    left = _Exact(NOUGHT, NOUGHT, width, height)
    row: list[Fraction] = []
    for size in areas:
        side = min(left.width, left.height)
        if row and _worst([*row, size], side) > _worst(row, side):
            laid, left = _laid(row, left)
            found += laid
            row = []
        row.append(size)
    return found + _laid(row, left)[0]


def draw_treemap(chart: Treemap, key: str) -> Svg:
    """Draw the rectangles, each with its name or, where that does not fit, with a number told below."""
    parts = sorted(chart.parts, key=lambda part: -Decimal(part.value))
    values = shares([part.value for part in parts])
    if not sum(values, Decimal(0)):
        raise CannotBeDrawn("a whole of nought has no parts to draw")
    drawn: list[str] = []
    told: list[str] = []
    for place, (part, box) in enumerate(zip(parts, boxes(values, WIDTH, HEIGHT), strict=True)):
        title = f"{part.name}: {number(part.value)}"
        # A texture under words would make them hard to read: the line around each keeps them apart.
        colour = area(place, key, x=box.x, y=box.y, width=box.width, height=box.height, title=title)
        lines = _words_inside(part.name, number(part.value), box)
        if not lines and box.width:
            lines = [str(len(told) + 1)] if box.width >= 20 and box.height >= LINE + 4 else []
            # What is too small even for a number is the tail of the list, and whole in the table.
            told.append(f"{lines[0]}. {title}" if lines else title)
        plate = _plate(lines, box)
        drawn.append(_linked(together([colour, plate, _written(lines, box)]), part.href, title))
    below, height = legend_of_words(told, HEIGHT + 8) if told else (Svg(), HEIGHT)
    return drawing(chart.title, height, key, *drawn, below, has_links=any(part.href for part in parts))


def legend_of_words(told: Sequence[str], top: float) -> tuple[Svg, float]:
    """Lines of words under a drawing, for what found no room in it."""
    rows = [line for one in told for line in in_lines(one, WIDTH, 2)]
    return together(words(row, 0, top + LINE * place + 13) for place, row in enumerate(rows)), (
        top + LINE * len(rows) + 4
    )


def _words_inside(name: str, amount: str, box: Box) -> list[str]:
    room, most = box.width - 2 * INSIDE, int((box.height - 2 * INSIDE) // LINE)
    if most < 1 or room <= 0:
        return []
    longest = max((width_of(word) for word in name.split()), default=0)
    for lines in range(1, most):
        found = in_lines(name, room, lines)
        if longest <= room and not any(line.endswith("…") for line in found) and width_of(amount) <= room:
            return [*found, amount]
    return []


def _plate(lines: Sequence[str], box: Box) -> Svg:
    """The quiet ground under words."""
    if not lines:
        return Svg()
    wide = min(max(width_of(line) for line in lines) + INSIDE, box.width)
    return element(
        "rect",
        class_="e-chart__plate",
        x=box.x + 4 if box.width > wide + 4 else box.x,
        y=box.y + 4 if box.height > LINE * len(lines) + 8 else box.y,
        width=wide,
        height=min(LINE * len(lines) + 4, box.height),
        rx=3,
    )


def _written(lines: Sequence[str], box: Box) -> Svg:
    return together(
        words(line, box.x + min(INSIDE, box.width / 4), box.y + LINE * (place + 1))
        for place, line in enumerate(lines)
    )


def _linked(drawn: Svg, href: str, title: str) -> Svg:
    return element("a", drawn, href=href, aria_label=title) if href else drawn


def _worst(row: Sequence[Fraction], side: Fraction) -> float | Fraction:
    """How far the least square-like of a row would be from a square."""
    total = sum(row)
    if not total or not side:
        return float("inf")
    large, small = max(row), min(row)
    if not small:
        return float("inf")
    return max(side * side * large / total**2, total**2 / (side * side * small))


def _laid(row: Sequence[Fraction], left: _Exact) -> tuple[list[_Exact], _Exact]:
    """Lay a row along the shorter side of what is left; gives it and the rest."""
    total = sum(row)
    if not total:
        return [_Exact(left.x, left.y, NOUGHT, NOUGHT) for _size in row], left
    found = []
    if left.width >= left.height:
        wide, y = (total / left.height if left.height else NOUGHT), left.y
        for size in row:
            tall = size / wide if wide else NOUGHT
            found.append(_Exact(left.x, y, wide, tall))
            y += tall
        return found, _Exact(left.x + wide, left.y, left.width - wide, left.height)
    tall, x = (total / left.width if left.width else NOUGHT), left.x
    for size in row:
        wide = size / tall if tall else NOUGHT
        found.append(_Exact(x, left.y, wide, tall))
        x += wide
    return found, _Exact(left.x, left.y + tall, left.width, left.height - tall)
