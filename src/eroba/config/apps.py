"""Puts the house together at start-up: manifests on the shelf, ports to whoever offers them."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps

from eroba.kernel.registry import register


class ConfigConfig(AppConfig):
    """Composition."""

    name = "eroba.config"
    label = "eroba"
    verbose_name = "Eroba"

    def ready(self) -> None:
        """Registers every room's and capability's manifest, and offers the ports."""
        for room in apps.get_app_configs():
            if room.name.startswith("eroba.") and find_spec(f"{room.name}.capability"):
                register(import_module(f"{room.name}.capability").CAPABILITY)
        import_module("eroba.config.offers").offer_ports()
