"""How far two points lie from each other, for duplicates among reports: nothing of a database here."""

import math

EARTH_METRES = 6_371_000
#: What is called the same place, and how long two reports of it count as one.
SAME_PLACE_METRES = 50
SAME_MATTER_DAYS = 30
METRES_PER_DEGREE = 111_195

Point = tuple[float, float]
"""Latitude and longitude."""


def metres_between(one: Point, other: Point) -> float:
    """How many metres lie between two points, along the ground."""
    south, north = math.radians(one[0]), math.radians(other[0])
    step = math.radians(other[1] - one[1])
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(step / 2) ** 2
    return 2 * EARTH_METRES * math.asin(min(1.0, math.sqrt(half)))


def square_around(point: Point, metres: float = SAME_PLACE_METRES) -> tuple[Point, Point]:
    """The south-western and north-eastern corner of a square that holds everything so near; a coarse first sieve."""
    up = metres / METRES_PER_DEGREE
    across = up / max(math.cos(math.radians(point[0])), 0.01)
    return (point[0] - up, point[1] - across), (point[0] + up, point[1] + across)


def is_same_place(one: Point, other: Point) -> bool:
    """Whether two points are the same place for somebody who stands there."""
    return metres_between(one, other) <= SAME_PLACE_METRES
