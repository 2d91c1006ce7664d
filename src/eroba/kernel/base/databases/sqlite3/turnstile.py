"""A queue for writers on SQLite: one at a time, each within a bounded wait.

SQLite's own waiting sleeps longer and longer, so whoever waited longest loses to newcomers; a lock on a side
file with short equal sleeps cuts the longest wait about tenfold (docs/decisions/0004).
"""

import fcntl
import os
import time

from django.db import OperationalError

NAP_SECONDS = 0.001


class Turnstile:
    """The queue in front of one database file. Not shared between threads: each connection has its own."""

    def __init__(self, path: str, *, patience_seconds: float = 20) -> None:
        self.path = path
        self.patience_seconds = patience_seconds
        self._handle: int | None = None

    @property
    def is_mine(self) -> bool:
        """Whether it is this connection's turn."""
        return self._handle is not None

    def take(self) -> None:
        """Waits for one's turn; raises OperationalError when it does not come in time."""
        if self._handle is not None:
            return
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + self.patience_seconds
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    os.close(handle)
                    raise OperationalError("the database was busy for too long") from None
                time.sleep(NAP_SECONDS)
            else:
                self._handle = handle
                return

    def leave(self) -> None:
        """Lets the next writer in; harmless when it was not one's turn."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            os.close(handle)
