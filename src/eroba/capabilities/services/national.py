"""The national catalogue: what the tenant of national matters has published, else what comes with Eroba.

Each town takes services over from it and is offered every later version. It is public by nature, so that a town may
look at it; nothing of one town is seen from another.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.definition.freezing import thaw
from eroba.capabilities.services.definition.texts import Text
from eroba.capabilities.services.models import Service, ServiceVersion
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.national import NATIONAL_SLUG
from eroba.kernel.tenancy.scope import scope

SEED = Path(__file__).resolve().parent / "seed"


@dataclass(frozen=True)
class NationalService:
    """A service of the national catalogue, in the version in force there."""

    code: str
    title: Text
    summary: Text
    number: int
    content_hash: str


def national_catalogue() -> list[NationalService]:
    """Every service a town can take over, by title; without the national tenant's own, those that come with Eroba."""
    country = _country()
    found: list[NationalService] = []
    if country is not None:
        with scope(country):
            found = [_national(service) for service in Service.objects.select_related("current")]
    if not found:
        found = [_seeded(folder) for folder in seed_folders()]
    return sorted(found, key=lambda one: str(one.title))


def national_content(code: str) -> dict[str, Any] | None:
    """What the national catalogue says a service is, or nothing when it has none of this code."""
    country = _country()
    if country is not None:
        with scope(country):
            service = Service.objects.select_related("current").filter(code=code).first()
            if service is not None:
                return dict(service.current.content)
            if Service.objects.exists():
                return None
    return next((folder.content for folder in seed_folders() if folder.definition.code == code), None)


def last_common_content(code: str) -> dict[str, Any] | None:
    """The newest national version that this town has had in force: what both sides come from."""
    hashes = list(ServiceVersion.objects.filter(code=code).values_list("content_hash", flat=True))
    country = _country()
    if country is None or not hashes:
        return None
    with scope(country):
        common = ServiceVersion.objects.filter(code=code, content_hash__in=hashes).order_by("-number").first()
    return dict(common.content) if common else None


@cache
def seed_folders() -> list[ServiceFolder]:
    """The folders that come with Eroba, read and checked once for all towns."""
    return [read_folder(path) for path in sorted(SEED.iterdir()) if (path / "service.yaml").exists()]


def _national(service: Service) -> NationalService:
    said = thaw(service.current.content)
    return NationalService(
        service.code, said.title, said.summary, service.current.number, service.current.content_hash
    )


def _seeded(folder: ServiceFolder) -> NationalService:
    said = folder.definition
    return NationalService(said.code, said.title, said.summary, 0, said.content_hash)


def _country() -> Municipality | None:
    return Municipality.objects.filter(slug=NATIONAL_SLUG).first()
