"""A circuit breaker for one register of one town, shared by all processes through Django's cache.

A dead register costs nobody time, and one town's trouble closes no other town's road.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Road(StrEnum):
    """Whether a register is being asked."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"

    @property
    def label(self) -> Promise:
        """Name the state as the desk reads it."""
        return _ROAD_WORDS[self]


_ROAD_WORDS = {
    Road.CLOSED: _("asked as usual"),
    Road.OPEN: _("left alone for a while"),
    Road.HALF_OPEN: _("being tried with one question"),
}


@dataclass(frozen=True)
class Breaker:
    """Counts failures of one line and stops asking for a while when there are too many.

    After the rest exactly one question is let through: its answer opens the road to all, its failure starts
    another rest. Electricians call the resting state open.
    """

    name: str
    failures_limit: int = 5
    window_seconds: int = 60
    rest_seconds: int = 30
    try_seconds: int = 15

    def _key(self, what: str) -> str:
        return f"eroba:breaker:{self.name}:{what}"

    def road(self) -> Road:
        """Say whether the register is asked, left alone, or being tried."""
        resting, failures = self._seen()
        if resting:
            return Road.OPEN
        return Road.HALF_OPEN if failures >= self.failures_limit else Road.CLOSED

    def lets_through(self) -> bool:
        """Say whether this question may go out; after a rest only one may, until it has come back."""
        road = self.road()
        if road is Road.HALF_OPEN:
            return bool(cache.add(self._key("trying"), 1, timeout=self.try_seconds))
        return road is Road.CLOSED

    def rest(self, seconds: int) -> None:
        """Leave the register alone for so many seconds."""
        cache.set(self._key("resting"), time.time() + seconds, timeout=seconds)
        cache.delete(self._key("trying"))

    def failed(self) -> None:
        """Count a failure; too many within the window start a rest."""
        cache.add(self._key("failures"), 0, timeout=self.window_seconds)
        try:
            count = cache.incr(self._key("failures"))
        except ValueError:  # the count ran out between the two lines above
            return
        if count >= self.failures_limit:
            cache.touch(self._key("failures"), timeout=self.rest_seconds + self.window_seconds)
            self.rest(self.rest_seconds)

    def worked(self) -> None:
        """Forget the failures after an answer."""
        # Asked first: with a cache in the database each deletion would be a write, on every good look-up.
        if cache.get(self._key("failures")) is not None:
            cache.delete_many([self._key(what) for what in ("failures", "resting", "trying")])

    def let_go(self) -> None:
        """A question came back that says nothing about the register's health: another may try."""
        if self.road() is Road.HALF_OPEN:
            cache.delete(self._key("trying"))

    def _seen(self) -> tuple[bool, int]:
        found = cache.get_many([self._key("resting"), self._key("failures")])
        return self._key("resting") in found, int(found.get(self._key("failures"), 0))


def roads_of(breakers: Mapping[str, Breaker]) -> dict[str, tuple[Road, float | None]]:
    """The state of several breakers and until when each rests, with one question to the cache."""
    keys = [one._key(what) for one in breakers.values() for what in ("resting", "failures")]
    found = cache.get_many(keys)
    roads: dict[str, tuple[Road, float | None]] = {}
    for code, one in breakers.items():
        until, failures = found.get(one._key("resting")), found.get(one._key("failures"), 0)
        is_tried = failures >= one.failures_limit
        road = Road.OPEN if until else Road.HALF_OPEN if is_tried else Road.CLOSED
        roads[code] = (road, float(until) if until else None)
    return roads
