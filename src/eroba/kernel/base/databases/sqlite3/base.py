"""The SQLite back end: a wall in front of each statement and a fair turn for each writer.

Reading outside a transaction stays free; each transaction is immediate and queues at the turnstile, as do single
writes in autocommit mode (sessions, last sign-in), which would otherwise push ahead of those who queue.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations

from eroba.kernel.base.databases.sqlite3.turnstile import Turnstile

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Operations(DatabaseOperations):
    """Django's operations with our compilers."""

    compiler_module = "eroba.kernel.base.databases.sqlite3.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection to a SQLite file."""

    ops_class = Operations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turnstile: Turnstile | None = None

    @property
    def turnstile(self) -> Turnstile | None:
        """The queue of this file, or nothing for a database in memory."""
        name = str(self.settings_dict["NAME"])
        if ":memory:" in name or "mode=memory" in name:
            return None
        if self._turnstile is None or self._turnstile.path != name + ".turn":
            self._turnstile = Turnstile(name + ".turn")
        return self._turnstile

    def init_connection_state(self) -> None:
        super().init_connection_state()
        if self._take_turn_for_single_writes not in self.execute_wrappers:
            self.execute_wrappers.append(self._take_turn_for_single_writes)

    def _take_turn_for_single_writes(
        self, execute: Callable, sql: str, params: Any, many: bool, context: dict
    ) -> Any:
        turnstile = self.turnstile
        alone = turnstile is not None and not turnstile.is_mine and not self.in_atomic_block
        if turnstile is None or not alone or not sql.lstrip()[:7].upper().startswith(WRITES):
            return execute(sql, params, many, context)
        turnstile.take()
        try:
            return execute(sql, params, many, context)
        finally:
            turnstile.leave()

    def _start_transaction_under_autocommit(self) -> None:
        if self.turnstile is not None:
            self.turnstile.take()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _leave(self) -> None:
        if self._turnstile is not None:
            self._turnstile.leave()

    def _commit(self) -> None:
        super()._commit()
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._leave()
