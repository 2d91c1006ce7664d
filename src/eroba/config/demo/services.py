"""Publishes the services of the demonstration in a town, by the services' own action."""

from collections.abc import Mapping, Sequence
from typing import Any

from eroba.capabilities.services.actions import publish_service
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.national import seed_folders
from eroba.kernel.actions import system_actor


def publish_services() -> list[Service]:
    """Publishes every service that comes with Eroba and is not in the town worked for now; twice is once.

    What a town has, it keeps: it may have accepted a newer version meanwhile.
    """
    return publish_missing(seed_folders())


def publish_missing(folders: Sequence[ServiceFolder]) -> list[Service]:
    """Publishes those of the services that the town worked for now does not have."""
    known = set(Service.objects.values_list("code", flat=True))
    missing = [folder for folder in folders if folder.definition.code not in known]
    return [publish_service(system_actor("demonstration"), folder=folder) for folder in missing]


def example_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """The test applicant of a service's folder that a row of the story names: answers, and what officials found."""
    folder = next(one for one in seed_folders() if one.definition.code == said["service"])
    return folder.examples[said["example"]]
