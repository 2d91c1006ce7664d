"""The PostgreSQL back end: tells the database which town a statement is for, so that row-level security bites.

The settings are written before the first statement after each change of scope, and again after a rollback (which
takes them back) and on each new connection: a pooled connection never speaks for the town of its last borrower.
"""

import time
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import OperationalError
from psycopg.pq import ExecStatus

from eroba.kernel.base.databases.walls import standing

#: So long a connection is kept; what lies idle for longer may have been cut on the way.
KEPT_SECONDS = 300.0
SPEAK_FOR = b"SELECT set_config('eroba.municipality', $1, false), set_config('eroba.across', $2, false)"


class Operations(DatabaseOperations):
    """Django's operations with our compilers."""

    compiler_module = "eroba.kernel.base.databases.postgresql.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection to PostgreSQL."""

    ops_class = Operations
    #: Whether what is borrowed from the pool is kept for a while and not given back after each request.
    is_kept = False
    _spoken_for: tuple[str, str] | None = None

    def connect(self) -> None:
        self._spoken_for = None
        super().connect()
        if self.is_kept:
            self.close_at = time.monotonic() + KEPT_SECONDS

    def create_cursor(self, name: str | None = None) -> Any:
        wanted = standing().session()
        if wanted != self._spoken_for and self.connection is not None and not self.needs_rollback:
            self._speak_for(wanted)
        return super().create_cursor(name)

    def _speak_for(self, wanted: tuple[str, str]) -> None:
        """Write the settings, without a cursor of psycopg: it comes twice before every page, at a third of the cost."""
        answer = self.connection.pgconn.exec_params(SPEAK_FOR, [one.encode() for one in wanted])
        if answer.status != ExecStatus.TUPLES_OK:
            raise OperationalError(answer.get_error_message())
        self._spoken_for = wanted

    def _rollback(self) -> None:
        self._spoken_for = None
        super()._rollback()

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)
        self._spoken_for = None
