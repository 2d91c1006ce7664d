"""A circuit breaker all processes share through Django's cache; a dead register costs nobody time."""

from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Breaker:
    """Counts failures of one register and stops asking for a while when there are too many.

    After the rest the count is still at its limit: the first failure closes the road again,
    the first success clears it.
    """

    name: str
    failures_limit: int = 5
    window_seconds: int = 60
    rest_seconds: int = 30

    @property
    def _count_key(self) -> str:
        return f"eroba:breaker:{self.name}:failures"

    @property
    def _rest_key(self) -> str:
        return f"eroba:breaker:{self.name}:resting"

    def is_resting(self) -> bool:
        """Say whether the register is being left alone."""
        return cache.get(self._rest_key) is not None

    def rest(self, seconds: int) -> None:
        """Leave the register alone for so many seconds."""
        cache.set(self._rest_key, 1, timeout=seconds)

    def failed(self) -> None:
        """Count a failure; too many within the window start a rest."""
        cache.add(self._count_key, 0, timeout=self.window_seconds)
        try:
            count = cache.incr(self._count_key)
        except ValueError:  # the count ran out between the two lines above
            return
        if count >= self.failures_limit:
            cache.touch(self._count_key, timeout=self.rest_seconds + self.window_seconds)
            self.rest(self.rest_seconds)

    def worked(self) -> None:
        """Forget the failures after an answer."""
        # Asked first: with a cache in the database each deletion would be a write, on every good look-up.
        if cache.get(self._count_key) is not None:
            cache.delete_many([self._count_key, self._rest_key])
