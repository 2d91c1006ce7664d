"""The hands of a web process: few threads work on requests, many may wait, and a kept page passes all who wait."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]
#: So many requests a process works on at a time, unless its operator says otherwise.
HANDS = 2
#: So many requests may wait in a process; those after them wait in the queue of the system.
WAITING_ROOM = 128
#: So many seconds a hand may compute before another thread gets its turn: what is kept and ready waits no longer.
TURN_SECONDS = 0.0005


class Hands:
    """Work on so many requests at a time; whoever brings one waits until it is done.

    More threads would only take the interpreter from each other, and each would hold a connection to the database.
    """

    def __init__(self, count: int) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="hand")

    def answer(self, get_response: GetResponse, request: HttpRequest) -> HttpResponse:
        """Answer a request with the next free hand."""
        return self._pool.submit(_answered, get_response, request).result()


def _answered(get_response: GetResponse, request: HttpRequest) -> HttpResponse:
    """Django gives connections back where a request began, which is another thread than this one."""
    close_old_connections()
    try:
        return get_response(request)
    finally:
        close_old_connections()
