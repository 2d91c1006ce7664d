"""Stands the wall as soon as the applications are loaded."""

from django.apps import AppConfig

from eroba.kernel.base.databases.walls import stand
from eroba.kernel.tenancy.wall import TownWall


class TenancyConfig(AppConfig):
    """The room of the municipality and its wall."""

    name = "eroba.kernel.tenancy"
    label = "tenancy"
    verbose_name = "Tenancy"

    def ready(self) -> None:
        """Stands the wall."""
        stand(TownWall())
