"""Opening hours as people type them ("10:00-13:00, 14:00-18:00") and the times that begin within them."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_SPAN = re.compile(r"^(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})$")


class HoursUnreadable(ValueError):
    """Hours nobody understands; the text is what was typed."""


@dataclass(frozen=True, order=True)
class Span:
    """Open from one time to another, on one day."""

    opens_at: dt.time
    closes_at: dt.time

    def __str__(self) -> str:
        return f"{self.opens_at:%H:%M}-{self.closes_at:%H:%M}"


def read_hours(typed: str) -> tuple[Span, ...]:
    """Read the hours of one day; nothing typed means closed. Raises HoursUnreadable, also for spans that overlap."""
    spans = sorted(_span(part.strip()) for part in re.split(r"[,;]", typed) if part.strip())
    for before, after in pairwise(spans):
        if after.opens_at < before.closes_at:
            raise HoursUnreadable(typed)
    return tuple(spans)


def starts_within(spans: Iterable[Span], minutes: int) -> Iterator[dt.time]:
    """Every time at which a visit of so many minutes can begin and still end within the hours."""
    for span in spans:
        at = span.opens_at.hour * 60 + span.opens_at.minute
        end = span.closes_at.hour * 60 + span.closes_at.minute
        while at + minutes <= end:
            yield dt.time(at // 60, at % 60)
            at += minutes


def _span(part: str) -> Span:
    found = _SPAN.match(part)
    if found is None:
        raise HoursUnreadable(part)
    try:
        first, last = (dt.time(int(found[at]), int(found[at + 1])) for at in (1, 3))
    except ValueError as error:
        raise HoursUnreadable(part) from error
    if first >= last:
        raise HoursUnreadable(part)
    return Span(first, last)
