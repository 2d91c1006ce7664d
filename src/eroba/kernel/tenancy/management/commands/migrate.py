"""Migrates with all towns in view: under row-level security a data migration would else change nothing, silently."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate

from eroba.kernel.tenancy.rows import ensure_walls
from eroba.kernel.tenancy.scope import while_building


class Command(migrate.Command):
    """Django's `migrate`, across all towns."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Builds the tables, then renews policies and triggers, which a rebuilt table loses."""
        with while_building("migrations"):
            super().handle(*args, **options)
        call_command("createcachetable", database=options["database"], verbosity=0)
        ensure_walls(options["database"])
