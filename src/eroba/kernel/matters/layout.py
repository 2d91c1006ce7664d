"""Where the boxes and lines of a drawn thread stand, in whole pixels. Pure arithmetic; the template draws."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from eroba.kernel.matters.thread import Edge, layers
from eroba.kernel.ui.charts.markup import wrapped

WIDTH, HEIGHT = 200, 92
ACROSS, DOWN = 36, 20
LINES = 2
INSIDE, LETTER = 14, 15


@dataclass(frozen=True)
class Box:
    """One matter in the drawing: its corner, its middle, and its title cut into lines."""

    key: Hashable
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]

    @property
    def text_x(self) -> int:
        """Where its words begin."""
        return self.x + INSIDE

    @property
    def number_y(self) -> int:
        """The line its number stands on."""
        return self.y + 26


@dataclass(frozen=True)
class Drawing:
    """A whole thread drawn from left to right."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    curves: tuple[str, ...]


def draw(ordered: Sequence[Hashable], edges: Iterable[Edge], titles: Mapping[Hashable, str]) -> Drawing:
    """Places things in columns, each one to the right of whatever it is linked to before it."""
    edges = list(edges)
    columns = layers(ordered, edges)
    rows: dict[int, int] = {}
    boxes: dict[Hashable, Box] = {}
    for key in ordered:
        column = columns[key]
        row = rows[column] = rows.get(column, -1) + 1
        x, y = column * (WIDTH + ACROSS) + 2, row * (HEIGHT + DOWN) + 2
        boxes[key] = Box(key, x, y, _lines(titles[key], y))
    pairs = [sorted((edge.source, edge.target), key=list(ordered).index) for edge in edges]
    curves = dict.fromkeys(_curve(boxes[first], boxes[last]) for first, last in pairs)
    width = (max(rows, default=0) + 1) * (WIDTH + ACROSS) - ACROSS + 4
    height = (max(rows.values(), default=0) + 1) * (HEIGHT + DOWN) - DOWN + 4
    return Drawing(width, height, tuple(boxes.values()), tuple(curves))


def _lines(title: str, y: int) -> tuple[tuple[int, str], ...]:
    lines = wrapped(title, WIDTH - 2 * INSIDE, LINES, LETTER)
    return tuple((y + 52 + 22 * number, line) for number, line in enumerate(lines))


def _curve(first: Box, last: Box) -> str:
    x1, y1, x2, y2 = first.x + WIDTH, first.y + HEIGHT // 2, last.x, last.y + HEIGHT // 2
    bend = max((x2 - x1) // 2, ACROSS // 2)
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
