"""A council in half a circle: each seat with its vote as a shape; the seats of one choice sit together."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eroba.kernel.ui.charts.kinds import CannotBeDrawn, SeatMap
from eroba.kernel.ui.charts.legends import SIGN
from eroba.kernel.ui.charts.markup import LINE, WIDTH, Svg, drawing, element, fitted, together, words
from eroba.kernel.ui.numbers import number

INNER = 0.4
SHAPES = ("full", "ring", "cross", "dash")


@dataclass(frozen=True)
class Spot:
    """The middle of a seat."""

    x: float
    y: float


def spots(count: int, width: float = WIDTH) -> tuple[list[Spot], float]:
    """Where so many seats are, from left to right, and how far each may reach; no two touch."""
    if count < 1:
        return [], 0.0
    outer = width / 2 - 4
    rows = next(rows for rows in range(1, count + 2) if _room(rows, outer) >= count)
    reach = _reach(rows, outer)
    radii = [outer - reach - 2 * reach * place for place in range(rows)]
    chairs = _shared_out(count, radii)
    found = []
    for radius, taken in zip(radii, chairs, strict=True):
        for place in range(taken):
            turn = math.pi * (place / (taken - 1) if taken > 1 else 0.5)
            x, y = width / 2 - radius * math.cos(turn), outer - radius * math.sin(turn)
            found.append((round(turn, 6), radius, Spot(x, y + 4)))
    return [spot for _turn, _radius, spot in sorted(found, key=lambda one: (one[0], one[1]))], reach


def draw_seat_map(chart: SeatMap, key: str) -> Svg:
    """Draw the seats, and say below how many chose what."""
    if any(not 0 <= seat.choice < len(chart.choices) for seat in chart.seats):
        raise CannotBeDrawn("each seat needs one of the choices")
    if any(choice.shape not in SHAPES for choice in chart.choices):
        raise CannotBeDrawn(f"the shapes of choices are {', '.join(SHAPES)}")
    places, reach = spots(len(chart.seats))
    seats = sorted(chart.seats, key=lambda seat: seat.choice)
    drawn = [
        _seat(spot, min(reach * 0.82, 18), chart.choices[seat.choice].shape, seat.choice, _said(chart, place))
        for place, (seat, spot) in enumerate(zip(seats, places, strict=True))
    ]
    top = max((spot.y for spot in places), default=0) + reach + 12
    counted = Counter(seat.choice for seat in seats)
    below = []
    for place, choice in enumerate(chart.choices):
        said = fitted(f"{choice.words}: {number(counted[place])}", WIDTH - SIGN - 8)
        y = top + place * (LINE + 6)
        sign = _seat(Spot(SIGN / 2, y + SIGN / 2 + 2), SIGN / 2, choice.shape, place, "")
        below.append(together([sign, words(said, SIGN + 6, y + 14)]))
    return drawing(chart.title, top + len(chart.choices) * (LINE + 6), key, *drawn, *below)


def _said(chart: SeatMap, place: int) -> str:
    seat = sorted(chart.seats, key=lambda seat: seat.choice)[place]
    return f"{seat.name}: {chart.choices[seat.choice].words}"


def _seat(spot: Spot, size: float, shape: str, choice: int, title: str) -> Svg:
    said = element("title", title) if title else Svg()
    chair = element(
        "circle", said, class_=f"e-chart__seat e-chart__seat--{shape}", cx=spot.x, cy=spot.y, r=size
    )
    arm = size * 0.45
    marks = {
        "cross": f"M{spot.x - arm:.1f} {spot.y - arm:.1f}l{2 * arm:.1f} {2 * arm:.1f}m0-{2 * arm:.1f}"
        f"l-{2 * arm:.1f} {2 * arm:.1f}",
        "dash": f"M{spot.x - arm:.1f} {spot.y:.1f}h{2 * arm:.1f}",
    }
    if shape not in marks:
        return chair
    return together([chair, element("path", d=marks[shape], class_="e-chart__seat-mark")])


def _reach(rows: int, outer: float) -> float:
    """Half of a seat's room: the rows fill the way from the outer to the inner circle."""
    return min(outer * (1 - INNER) / (2 * rows), 20)


def _chairs(radius: float, reach: float) -> int:
    """How many seats fit on half a circle when the middles of two are at least their size apart."""
    if radius < reach:
        return 1
    return int(math.pi / (2 * math.asin(min(1, reach / radius)))) + 1


def _room(rows: int, outer: float) -> int:
    reach = _reach(rows, outer)
    return sum(_chairs(outer - reach - 2 * reach * place, reach) for place in range(rows))


def _shared_out(count: int, radii: Sequence[float]) -> list[int]:
    """Seats for each row in proportion to its length, never more than it holds."""
    reach = (radii[0] - radii[-1]) / (2 * (len(radii) - 1)) if len(radii) > 1 else 20
    most = [_chairs(radius, reach) for radius in radii]
    total = sum(radii)
    found = [min(held, int(count * radius / total)) for radius, held in zip(radii, most, strict=True)]
    while sum(found) < count:
        free = [place for place in range(len(radii)) if found[place] < most[place]]
        emptiest = min(free, key=lambda place: found[place] / radii[place])
        found[emptiest] += 1
    return found
