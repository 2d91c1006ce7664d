"""How a rate is measured: something is done over and over for some seconds by some clients at a time."""

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tools.benchmark.line import Line

WARM_UP_SECONDS = 1.0


class Exhausted(Exception):
    """A client has used up what was prepared for it."""


@dataclass(frozen=True)
class Rate:
    """How often something could be done, and how long one had to wait for it."""

    per_second: float
    median_ms: float
    p95_ms: float
    p99_ms: float = 0.0


def rate_of(make_client: Callable[[], Callable[[], None]], clients: int, seconds: float) -> Rate:
    """Let so many clients work at once, each with its own `make_client()`; the first second does not count."""
    times: list[float] = []
    ends: list[float] = []
    failures: list[BaseException] = []
    prepared = threading.Barrier(clients)

    def work() -> None:
        try:
            act = make_client()
            prepared.wait()
            start = time.monotonic() + WARM_UP_SECONDS
            while (before := time.monotonic()) < start + seconds:
                act()
                if before >= start:
                    ends.append(time.monotonic())
                    times.append(ends[-1] - before)
        except Exhausted:
            pass
        except BaseException as failure:
            failures.append(failure)
            prepared.abort()

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    took = max(ends) - min(end - one for end, one in zip(ends, times, strict=True))
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    p99 = ordered[int(len(ordered) * 0.99)]
    return Rate(len(times) / took, statistics.median(ordered) * 1000, p95 * 1000, p99 * 1000)


def reader(address: str) -> Callable[[], Callable[[], None]]:
    """Clients that read one page over a connection they keep, as browsers do."""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path

    def make() -> Callable[[], None]:
        line = Line(parts, "GET", path, {"Accept-Encoding": "identity"})

        def read() -> None:
            if (status := line.ask()) != 200:
                raise RuntimeError(f"{address} answered {status}")

        return read

    return make
