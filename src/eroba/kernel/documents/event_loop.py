"""Runs code that needs an event loop of its own from anywhere.

pyHanko starts a loop for each signature; inside a running one (a browser test, an ASGI process)
that fails, so the work moves to a thread of its own there.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def outside_event_loop(work: Callable[[], Result]) -> Result:
    """Do the work here, or in another thread when this one already runs an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(work).result()
