"""Migrates with all towns in view: under row-level security a data migration would else change nothing, silently."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate

from eroba.kernel.tenancy.rows import ensure_walls
from eroba.kernel.tenancy.scope import while_building


@contextmanager
def no_sweeping() -> Iterator[None]:
    """Leave Python's memory unswept for a while.

    Each migration makes the models anew, thousands of small circles; looking for rubbish in them again and
    again takes as long as the migrations themselves.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Command(migrate.Command):
    """Django's `migrate`, across all towns."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Builds the tables, then renews policies and triggers, which a rebuilt table loses."""
        with while_building("migrations"), no_sweeping():
            super().handle(*args, **options)
        call_command("createcachetable", database=options["database"], verbosity=0)
        ensure_walls(options["database"])
