"""What is answered about a paper. Who only asks need not load the large library that `pages.py` works with."""

from dataclasses import dataclass

from eroba.kernel.documents.redaction.marks import Suggestion


class NotRedacted(ValueError):
    """The paper cannot be worked on; the word says why.

    One of unreadable, too-long, busy, no-page, nothing-found, still-there.
    """


@dataclass(frozen=True)
class PageView:
    """One page as a picture with what is marked on it, and the text that would stay in it."""

    picture: bytes
    page_count: int
    width_mm: float
    height_mm: float
    text: str
    text_of_all: str
    suggestions: list[Suggestion]
    found: dict[str, int]


@dataclass(frozen=True)
class RedactedPaper:
    """The new file, and how much was taken out of it."""

    pdf: bytes
    page_count: int
    places_count: int
