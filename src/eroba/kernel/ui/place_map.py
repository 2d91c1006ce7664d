"""Draws where things are in a town: its settlements as dots, a line around them that is no border, and pins.

Pure: takes degrees, gives SVG of our own; no tile of anybody's map is asked for.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eroba.kernel.ui.charts.markup import WIDTH, Svg, element

Point = tuple[float, float]
EDGE, LOWEST, HIGHEST = 28.0, 200.0, 420.0
LETTER_WIDTH, LINE_HEIGHT = 8.5, 18.0
MOST_NAMES = 10


@dataclass(frozen=True)
class Pin:
    """Something on the map: where, what it is called, whether it still waits for an answer, and where it leads."""

    at: Point
    title: str
    is_open: bool = True
    href: str = ""


@dataclass(frozen=True)
class _Frame:
    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    def place(self, at: Point) -> tuple[float, float]:
        latitude, longitude = at
        x = EDGE + (longitude - self.west) * self.squeeze * self.scale
        return round(x, 1), round(EDGE + (self.north - latitude) * self.scale, 1)


def place_map(title: str, settlements: Sequence[tuple[str, Point]], pins: Sequence[Pin]) -> Svg | None:
    """Draw a map; nothing when no place at all is known."""
    points = [at for _name, at in settlements] + [pin.at for pin in pins]
    if not points or not pins:
        return None
    frame = _frame_of(points)
    around = _hull([frame.place(at) for _name, at in settlements])
    outline = " ".join(f"{x},{y}" for x, y in around)
    has_links = any(pin.href for pin in pins)
    return element(
        "svg",
        element("rect", class_="s-map__ground", width=WIDTH, height=frame.height),
        element("polygon", class_="s-map__area", points=outline) if len(around) > 2 else Svg(),
        *(_dot(frame, at) for _name, at in settlements),
        *_names(frame, settlements, pins),
        *(_drawn(frame, pin) for pin in pins),
        class_="s-map",
        viewBox=f"0 0 {WIDTH} {frame.height:g}",
        role="group" if has_links else "img",
        aria_label=title,
        focusable="false",
    )


def _frame_of(points: Sequence[Point]) -> _Frame:
    north, south = max(p[0] for p in points), min(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    # A single place has no size of its own: a few kilometres around it are shown.
    lift, widen = max(0.0, 0.04 - (north - south)) / 2, max(0.0, 0.04 - (east - west)) / 2
    north, south, west, east = north + lift, south - lift, west - widen, east + widen
    squeeze = math.cos(math.radians((north + south) / 2))
    across, down = (east - west) * squeeze, north - south
    scale = min((WIDTH - 2 * EDGE) / across, (HIGHEST - 2 * EDGE) / down)
    west -= ((WIDTH - 2 * EDGE) / scale - across) / 2 / squeeze
    height = max(LOWEST, down * scale + 2 * EDGE)
    north += ((height - 2 * EDGE) / scale - down) / 2
    return _Frame(west, north, scale, squeeze, round(height))


def _dot(frame: _Frame, at: Point) -> Svg:
    x, y = frame.place(at)
    return element("circle", class_="s-map__dot", cx=x, cy=y, r=2.5)


def _names(frame: _Frame, settlements: Sequence[tuple[str, Point]], pins: Sequence[Pin]) -> list[Svg]:
    """Names of settlements near the pins, as many as keep out of each other's way."""
    spots = [frame.place(pin.at) for pin in pins]
    placed = [(name, frame.place(at)) for name, at in settlements]
    near = sorted(placed, key=lambda one: min(math.dist(one[1], spot) for spot in spots))
    taken = [(x - 10, y - 22, x + 10, y + 4) for x, y in spots]
    drawn: list[Svg] = []
    for name, (x, y) in near:
        half = len(name) * LETTER_WIDTH / 2
        middle = min(max(x, half + 2), WIDTH - half - 2)
        box = (middle - half, y + 3, middle + half, y + 3 + LINE_HEIGHT)
        if box[3] > frame.height or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        drawn.append(element("text", name, class_="s-map__name", x=round(middle, 1), y=round(y + 15, 1)))
        if len(drawn) == MOST_NAMES:
            break
    return drawn


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _drawn(frame: _Frame, pin: Pin) -> Svg:
    x, y = frame.place(pin.at)
    # The shape says it as well as the colour: a drop while it is open, a square with a tick once it was answered.
    shape = (
        element("path", class_="s-map__pin", d="M0 0c-7-9-9-12-9-16a9 9 0 1 1 18 0c0 4-2 7-9 16z")
        if pin.is_open
        else element("path", class_="s-map__pin s-map__pin--done", d="M-8-16h16v16h-16z")
    )
    mark = (
        element("circle", class_="s-map__mark", cx=0, cy=-16, r=3)
        if pin.is_open
        else element("path", class_="s-map__tick", d="M-4-8l3 3l6-7")
    )
    inside = element("g", element("title", pin.title), shape, mark, transform=f"translate({x:g} {y:g})")
    return element("a", inside, href=pin.href, aria_label=pin.title) if pin.href else inside


def _hull(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The outermost points, in order around the others."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1]


def _half(ordered: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for point in ordered:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
