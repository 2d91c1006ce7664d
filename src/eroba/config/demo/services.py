"""Publishes the services of the demonstration in a town, by the services' own action."""

from pathlib import Path

from eroba.capabilities import services
from eroba.capabilities.services.actions import publish_service
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Service
from eroba.kernel.actions import system_actor

SEED = Path(services.__path__[0]) / "seed"


def publish_services() -> list[Service]:
    """Publishes every service that comes with Eroba in the town worked for now; twice is once."""
    folders = sorted(path for path in SEED.iterdir() if (path / "service.yaml").exists())
    return [publish_service(system_actor("demonstration"), folder=read_folder(path)) for path in folders]
