"""New rows gathered and written together: one statement for each table, where an act makes the same of many.

Only for tables of which the act reads nothing that it has just made: until the block ends it is in memory alone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_gathered: ContextVar[dict[type, list[Any]] | None] = ContextVar("gathered_rows", default=None)


@contextmanager
def gathering(tables: Sequence[type], write: Callable[[Any, list[Any]], object]) -> Iterator[None]:
    """Gathers new rows of some tables until the block ends; then writes them, table by table in the order given."""
    rows_by_table: dict[type, list[Any]] = {table: [] for table in tables}
    token = _gathered.set(rows_by_table)
    try:
        yield
    finally:
        _gathered.reset(token)
    for table, rows in rows_by_table.items():
        if rows:
            write(table, rows)


def is_gathered(row: Any) -> bool:
    """Takes a new row into what will be written, if rows are being gathered; else whoever asks writes it."""
    rows = (_gathered.get() or {}).get(type(row))
    if rows is None:
        return False
    rows.append(row)
    row._state.adding = False
    return True
