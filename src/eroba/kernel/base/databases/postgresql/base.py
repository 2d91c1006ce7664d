"""The PostgreSQL back end: tells the database which town a statement is for, so that row-level security bites.

The settings are written before the first statement after each change of scope, and again after a rollback (which
takes them back) and on each new connection: a pooled connection never speaks for the town of its last borrower.
"""

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations

from eroba.kernel.base.databases.walls import standing


class Operations(DatabaseOperations):
    """Django's operations with our compilers."""

    compiler_module = "eroba.kernel.base.databases.postgresql.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection to PostgreSQL."""

    ops_class = Operations
    _spoken_for: tuple[str, str] | None = None

    def connect(self) -> None:
        self._spoken_for = None
        super().connect()

    def create_cursor(self, name: str | None = None) -> Any:
        wanted = standing().session()
        if wanted != self._spoken_for and self.connection is not None and not self.needs_rollback:
            with self.connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('eroba.municipality', %s, false), set_config('eroba.across', %s, false)",
                    wanted,
                )
            self._spoken_for = wanted
        return super().create_cursor(name)

    def _rollback(self) -> None:
        self._spoken_for = None
        super()._rollback()

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)
        self._spoken_for = None
