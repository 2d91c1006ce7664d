"""What is drawn: each municipality's outline or point, the occupied districts, and all borders together.

The file beside this one is made by `tools/outlines.py`; it says where it is from.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).parent / "outlines.json"
POINT = 9
Ring = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Shape:
    """One municipality in the drawing: its outline, if it has one, and the middle its name and point stand at."""

    code: str
    path: str
    x: int
    y: int
    is_point: bool


@dataclass(frozen=True)
class Country:
    """The whole drawing."""

    width: int
    height: int
    shapes: dict[str, Shape]
    occupied: str
    whole: str


@cache
def country() -> Country:
    """Read the outlines, once."""
    said = json.loads(FILE.read_text(encoding="utf-8"))
    points: dict[str, list[int]] = said["points"]
    shapes, occupied, whole = {}, "", ""
    for district in said["districts"]:
        path = "".join(_path(ring) for ring in district["rings"])
        whole += path
        if district["is_occupied"]:
            occupied += path
            continue
        code = district["code"]
        x, y = points.get(code) or middle(max(district["rings"], key=lambda ring: abs(area(ring))))
        shapes[code] = Shape(code, path, x, y, code in points)
    for code, (x, y) in points.items():
        shapes.setdefault(code, Shape(code, "", x, y, True))
    return Country(said["width"], said["height"], shapes, occupied, whole)


def area(ring: Ring) -> float:
    """How large a ring is; below nought when it runs the other way round."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def middle(ring: Ring) -> tuple[int, int]:
    """The centre of a ring's area; of its widest stretch at that height where the centre lies outside."""
    size = area(ring)
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    turns = [(x1 * y2 - x2 * y1, x1 + x2, y1 + y2) for (x1, y1), (x2, y2) in pairs]
    x = sum(turn * across for turn, across, _down in turns) / (6 * size)
    y = sum(turn * down for turn, _across, down in turns) / (6 * size)
    cuts = sorted(
        x1 + (y + 0.01 - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairs
        if (y1 > y + 0.01) != (y2 > y + 0.01)
    )
    stretches = list(zip(cuts[::2], cuts[1::2], strict=False))
    if stretches and not any(start < x < end for start, end in stretches):
        start, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
        x = (start + end) / 2
    return round(x), round(y)


def _path(ring: Ring) -> str:
    """A ring as a drawn way: where it begins, then steps from corner to corner."""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring)]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z"
