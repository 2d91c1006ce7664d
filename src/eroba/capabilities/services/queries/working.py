"""Services being written: the working copies of the town, the files of one, and what differs from the published."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from uuid import UUID

from django.db.models import F, Max, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.differences import Change, changes
from eroba.capabilities.services.definition.files import read_files
from eroba.capabilities.services.definition.findings import DefinitionBroken, Finding
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.models import Service, WorkingCopy, WorkingText
from eroba.kernel.base.errors import NotFound

MOST_COPIES = 100


@dataclass(frozen=True)
class Written:
    """A working copy with its files as they stand now."""

    copy: WorkingCopy
    texts: Mapping[str, WorkingText]
    writers: frozenset[UUID]

    @property
    def files(self) -> dict[str, bytes]:
        """The files as bytes, as a folder has them."""
        return {name: text.body.encode() for name, text in self.texts.items()}

    @cached_property
    def fingerprint(self) -> str:
        """What tells this state of the copy from every other: what was looked at is what is published."""
        told = "\n".join(f"{name} {text.edition}" for name, text in sorted(self.texts.items()))
        return sha256(f"{self.copy.pk}\n{told}".encode()).hexdigest()

    @cached_property
    def _read(self) -> tuple[ServiceFolder | None, tuple[Finding, ...]]:
        try:
            folder = read_files(self.files)
        except DefinitionBroken as broken:
            return None, broken.findings
        if folder.definition.code != self.copy.code:
            line = folder.sheets["service"].line_of(("code",))
            message = f"the code is {folder.definition.code}; this working copy is for {self.copy.code}"
            return None, (Finding("service.yaml", line, message, f"code: {self.copy.code}"),)
        return folder, ()

    @property
    def folder(self) -> ServiceFolder | None:
        """The files read as one service; nothing while they cannot be."""
        return self._read[0]

    @property
    def broken(self) -> tuple[Finding, ...]:
        """Why the files cannot be read as a service; nothing when they can."""
        return self._read[1]


def working_copies() -> list[WorkingCopy]:
    """The working copies of the town that are open or put aside, the latest first."""
    wanted = WorkingCopy.objects.exclude(state=WorkingCopy.State.PUBLISHED)
    return list(wanted.order_by("-changed_at", "id")[:MOST_COPIES])


def services_to_write() -> list[Service]:
    """Every service of the town, closed ones too, by title."""
    return list(Service.objects.select_related("current").defer("current__content"))


def copy_by_id(copy_id: UUID) -> WorkingCopy:
    """One working copy. Raises NotFound."""
    copy = (
        WorkingCopy.objects.select_related("begun_from")
        .defer("begun_from__content")
        .filter(pk=copy_id)
        .first()
    )
    if copy is None:
        raise NotFound(_("There is no such working copy here."))
    return copy


def written(copy: WorkingCopy) -> Written:
    """A working copy with the latest edition of each of its files, and everybody who wrote on it."""
    latest = WorkingText.objects.filter(copy=copy, name=OuterRef("name")).order_by("-edition")
    texts = (
        WorkingText.objects.filter(copy=copy)
        .annotate(last=Subquery(latest.values("edition")[:1]))
        .filter(edition=F("last"), is_removed=False)
        .order_by("name")
    )
    writers = WorkingText.objects.filter(copy=copy).order_by().values_list("saved_by", flat=True).distinct()
    return Written(copy, {text.name: text for text in texts}, frozenset([copy.begun_by_id, *writers]))


def latest_text(copy: WorkingCopy, name: str) -> WorkingText | None:
    """The latest edition of one file, also a removed one; nothing when there never was such a file."""
    return WorkingText.objects.filter(copy=copy, name=name).order_by("-edition").first()


def editions_of(copy: WorkingCopy, name: str) -> list[WorkingText]:
    """Every edition of one file, the latest first, without their texts."""
    return list(WorkingText.objects.filter(copy=copy, name=name).order_by("-edition").defer("body"))


def edition_of(copy: WorkingCopy, name: str, edition: int) -> WorkingText | None:
    """One edition of one file."""
    return WorkingText.objects.filter(copy=copy, name=name, edition=edition).first()


def last_edition(copy: WorkingCopy, name: str) -> int:
    """The number of the latest edition; 0 for a file that never was."""
    found = WorkingText.objects.filter(copy=copy, name=name).aggregate(last=Max("edition"))["last"]
    return int(found or 0)


def published_service(code: str) -> Service | None:
    """The service of this code with its version in force and its content, if the town has it."""
    return Service.objects.select_related("current").filter(code=code).first()


def differences(folder: ServiceFolder, service: Service | None) -> list[Change]:
    """What the working copy changes in the version in force; for a new service there is nothing to compare."""
    return changes(service.current.content, folder.content) if service else []


def files_that_became(code: str, content_hash: str) -> dict[str, bytes]:
    """The files of the working copy that became this version, test applicants and all; nothing when none did."""
    became = WorkingCopy.objects.filter(code=code, became__content_hash=content_hash)
    copy = became.order_by("-changed_at").first()
    return written(copy).files if copy else {}
