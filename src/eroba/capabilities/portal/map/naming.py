"""Puts names on the map so that none lies on another: each tries its places, and stays away when none is free."""

from collections.abc import Iterable
from dataclasses import dataclass

SIZE = 26
LETTER = 0.78
BESIDE = 14


@dataclass(frozen=True)
class Name:
    """A name as it stands on the map; `x`, `y` is the middle of its foot."""

    words: str
    x: float
    y: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The room it takes: left, top, right, bottom."""
        half = len(self.words) * SIZE * LETTER / 2
        return self.x - half, self.y - SIZE, self.x + half, self.y + SIZE * 0.3


def placed(wanted: Iterable[tuple[str, int, int]], width: int, height: int) -> list[Name]:
    """The names that found room, the first ones first; each is given as its words and its point."""
    found: list[Name] = []
    for words, x, y in wanted:
        half = len(words) * SIZE * LETTER / 2
        places = (
            Name(words, x, y - BESIDE),
            Name(words, x, y + SIZE + BESIDE),
            Name(words, x + half + BESIDE, y + SIZE / 3),
            Name(words, x - half - BESIDE, y + SIZE / 3),
        )
        free = (name for name in places if _is_inside(name, width, height) and not _hits(name, found))
        name = next(free, None)
        if name is not None:
            found.append(name)
    return found


def _is_inside(name: Name, width: int, height: int) -> bool:
    left, top, right, bottom = name.box
    return left >= 0 and top >= 0 and right <= width and bottom <= height


def _hits(name: Name, others: Iterable[Name]) -> bool:
    left, top, right, bottom = name.box
    return any(
        left < other.box[2] and other.box[0] < right and top < other.box[3] and other.box[1] < bottom
        for other in others
    )
