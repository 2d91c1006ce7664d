"""Publishes the services of the demonstration in a town, by the services' own action."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from eroba.capabilities import services
from eroba.capabilities.services.actions import publish_service
from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.models import Service
from eroba.kernel.actions import system_actor

SEED = Path(services.__path__[0]) / "seed"


def publish_services() -> list[Service]:
    """Publishes every service that comes with Eroba in the town worked for now; twice is once."""
    return [publish_service(system_actor("demonstration"), folder=folder) for folder in seed_folders()]


@cache
def seed_folders() -> list[ServiceFolder]:
    """The folders that come with Eroba, read and checked once for all towns."""
    return [read_folder(path) for path in sorted(SEED.iterdir()) if (path / "service.yaml").exists()]


def example_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """The test applicant of a service's folder that a row of the story names: answers, and what officials found."""
    folder = next(one for one in seed_folders() if one.definition.code == said["service"])
    return folder.examples[said["example"]]
