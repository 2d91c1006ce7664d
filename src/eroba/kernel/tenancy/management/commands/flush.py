"""Empties a database, which append-only tables refuse; used between tests only."""

from typing import Any

from django.core.management.commands import flush

from eroba.kernel.tenancy.rows import ensure_walls, lift_triggers
from eroba.kernel.tenancy.scope import while_building


class Command(flush.Command):
    """Django's `flush`, with the triggers lifted for its duration."""

    def handle(self, **options: Any) -> None:
        """Removes all rows."""
        with while_building("emptying a test database"):
            lift_triggers(options["database"])
            try:
                super().handle(**options)
            finally:
                ensure_walls(options["database"])
