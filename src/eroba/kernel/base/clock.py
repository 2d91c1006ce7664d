"""What time it is in Georgia. One place to ask, so that a test can set the hands."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

TBILISI = ZoneInfo("Asia/Tbilisi")
_pinned: ContextVar[dt.datetime | None] = ContextVar("pinned_moment", default=None)


def now() -> dt.datetime:
    """The present moment, with its time zone."""
    return _pinned.get() or dt.datetime.now(TBILISI)


def today() -> dt.date:
    """Today's date in Georgia."""
    return now().astimezone(TBILISI).date()


@contextmanager
def at(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Holds the clock at a moment; demonstration history and tests are written with it."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(11, 0), TBILISI)
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)
