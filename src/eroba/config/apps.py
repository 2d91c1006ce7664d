"""Puts the house together at start-up: manifests on the shelf, ports to whoever offers them."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured

from eroba.kernel.registry import capabilities, register
from eroba.kernel.registry.soundness import faults_of


class ConfigConfig(AppConfig):
    """Composition."""

    name = "eroba.config"
    label = "eroba"
    verbose_name = "Eroba"

    def ready(self) -> None:
        """Registers every room's and capability's manifest, and offers the ports.

        Raises ImproperlyConfigured when the manifests do not fit together: nothing starts then, on any way.
        """
        for room in apps.get_app_configs():
            if room.name.startswith("eroba.") and find_spec(f"{room.name}.capability"):
                register(import_module(f"{room.name}.capability").CAPABILITY)
        if faults := faults_of(capabilities()):
            raise ImproperlyConfigured("The manifests do not fit together:\n" + "\n".join(faults))
        import_module("eroba.config.offers").offer_ports()
