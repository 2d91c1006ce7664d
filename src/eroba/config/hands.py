"""The hands of a web process: few threads work on requests, many may wait, and a kept page passes all who wait."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import close_old_connections, connection

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
#: So many requests a process works on at a time, unless its operator says otherwise.
HANDS = 2
#: Up to so many hands keep a connection to PostgreSQL for themselves; more of them would use up the pool.
MOST_KEPT = 4
#: So many requests may wait in a process; those after them wait in the queue of the system.
WAITING_ROOM = 128
#: So many seconds a hand may compute before another thread gets its turn: what is kept and ready waits no longer.
TURN_SECONDS = 0.0005


class Hands:
    """Work on so many requests at a time; whoever brings one waits until it is done.

    More threads would only take the interpreter from each other, and each would hold a connection to the database.
    """

    def __init__(self, count: int) -> None:
        keep = _keep_connection if count <= MOST_KEPT else None
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="hand", initializer=keep)

    def answer(self, get_response: Callable[[Asked], Answer], request: Asked) -> Answer:
        """Answer a request with the next free hand."""
        return self._pool.submit(_answered, get_response, request).result()


def _keep_connection() -> None:
    """A hand does not borrow its connection anew for each request; SQLite keeps them anyway."""
    connection.is_kept = True


def _answered(get_response: Callable[[Asked], Answer], request: Asked) -> Answer:
    """Django gives connections back where a request began, which is another thread than this one."""
    close_old_connections()
    try:
        return get_response(request)
    finally:
        close_old_connections()
