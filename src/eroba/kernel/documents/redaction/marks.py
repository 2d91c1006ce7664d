"""What is to be taken out of a paper: words, and places on its pages; and what one may want to take out."""

import re
from dataclasses import dataclass
from typing import Any, Self

MM = 72 / 25.4
_LONG = 8
_BETWEEN_LETTERS = re.compile(r"[\s\u00ad\u200b-\u200d\u2060-]+")
MOST_WORDS = 200
MOST_AREAS = 500

# What names a person in our papers -> how it is written. Digits may stand in groups.
PATTERNS: dict[str, re.Pattern[str]] = {
    "iban": re.compile(r"\bGE\s?\d{2}\s?[A-Z]{2}(?:\s?\d){16}\b"),
    "personal_number": re.compile(r"(?<![\d-])\d(?:[ -]?\d){10}(?![\d-])"),
    "phone": re.compile(r"(?<![\d-])(?:\+?\s?995[ -]?)?5\d{2}(?:[ -]?\d{2}){3}(?![\d-])"),
    "e_mail": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
}


@dataclass(frozen=True, order=True)
class Area:
    """A place on a page (the first is 1), in millimetres from its upper left corner as it is shown."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Marks:
    """Everything somebody marked in a paper."""

    words: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.areas)

    def as_json(self) -> dict[str, Any]:
        """Give the marks as plain values."""
        areas = [[one.page, one.left, one.top, one.right, one.bottom] for one in self.areas]
        return {"words": list(self.words), "areas": areas}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Read marks again."""
        areas = tuple(Area(int(page), *map(float, sides)) for page, *sides in values["areas"])
        return cls(tuple(values["words"]), areas)


@dataclass(frozen=True)
class Suggestion:
    """Something in a paper that usually names a person: of which kind, as written, how often."""

    kind: str
    text: str
    count: int


def suggested_in(text: str) -> list[Suggestion]:
    """Find what usually names a person, each as it is written; an IBAN is not a personal number too."""
    found: dict[tuple[str, str], int] = {}
    for kind, pattern in PATTERNS.items():
        for match in pattern.findall(text):
            written = " ".join(match.split())
            found[kind, written] = found.get((kind, written), 0) + 1
        text = pattern.sub(" ", text)
    return [Suggestion(kind, written, count) for (kind, written), count in found.items()]


def stands_in(text: str, word: str) -> bool:
    """Tell whether a word stands in a text; a long one also when its letters are spaced or broken over lines."""
    tight = _squeezed(word)
    if len(tight) >= _LONG and tight in _squeezed(text):
        return True
    return " ".join(word.casefold().split()) in " ".join(text.casefold().split())


def area_of(page: int, left: float, top: float, right: float, bottom: float) -> Area:
    """Give the area between two corners, whichever was named first."""
    return Area(page, min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def _squeezed(text: str) -> str:
    return _BETWEEN_LETTERS.sub("", text).casefold()
