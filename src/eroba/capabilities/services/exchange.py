"""Gives a service to another town or installation as one signed archive, and takes one in."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eroba.capabilities.services.definition.archive import LARGEST_ARCHIVE_BYTES, Archive, opened, packed
from eroba.capabilities.services.definition.differences import Change, changes
from eroba.capabilities.services.definition.files import files_of_content, files_of_folder, read_files
from eroba.capabilities.services.definition.findings import DefinitionBroken, Finding
from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.models import Service
from eroba.kernel.base.secrets import derived_key
from eroba.kernel.documents.statements import signature_holds

PURPOSE = "eroba.service-archives"
#: What must be said to take in an archive whose signature is broken.
IN_WORDS = "the signature is broken and I trust this file"


@dataclass(frozen=True)
class Arrived:
    """An archive that was opened and read: its folder, who signed it, and what it changes here."""

    archive: Archive
    folder: ServiceFolder
    changes: list[Change]
    is_new: bool

    def as_plain(self) -> dict[str, object]:
        """Return the comparison as plain values for JSON."""
        return {
            "code": self.archive.code,
            "content_hash": self.archive.content_hash,
            "signed_by": self.archive.public_key,
            "is_signature_right": self.archive.is_signature_right,
            "is_new": self.is_new,
            "changes": [asdict(change) for change in self.changes],
        }

    def in_words(self) -> Iterator[str]:
        """Tell the comparison to somebody reading it in a terminal."""
        signature = "signed by" if self.archive.is_signature_right else "the signature is broken; it names"
        yield f"{self.archive.code}, {signature} {self.archive.public_key}"
        if self.is_new:
            yield "the town has no such service yet"
        elif not self.changes:
            yield "nothing differs from the town's own version"
        yield from map(str, self.changes)


def exported_folder(path: Path) -> tuple[str, bytes]:
    """Return a folder's code and its archive, with its examples; raises DefinitionBroken when it is not sound."""
    read_folder(path)
    return exported_files(files_of_folder(path))


def exported_files(files: dict[str, bytes]) -> tuple[str, bytes]:
    """Return the code and the archive of a service that lies in files; raises DefinitionBroken when it is not sound."""
    folder = read_files(files)
    return folder.definition.code, _packed(files, folder)


def exported_version(service: Service) -> tuple[str, bytes]:
    """Return a published service's code and its archive; what is frozen has no examples."""
    files = files_of_content(service.current.content)
    folder = read_files(files)
    if folder.definition.content_hash != service.current.content_hash:
        message = "what was frozen cannot be written as files without a change"
        raise DefinitionBroken([Finding("archive", 0, message, "the folder it was published from")])
    return service.code, _packed(files, folder)


def arrived(written: bytes, *, signed_by: str = "", although: str = "") -> Arrived:
    """Open and read an archive and compare it with the town's own version; raises DefinitionBroken for a bad one.

    `signed_by` is the sender's public key, if one has it; a broken signature is refused unless `although` says so.
    """
    archive = opened(written, signature_holds)
    if signed_by and archive.public_key != signed_by.lower():
        message = f"the archive is signed by another key: {archive.public_key}"
        raise DefinitionBroken([Finding("archive", 0, message, "an archive of the sender you mean")])
    if not archive.is_signature_right and although != IN_WORDS:
        message = "the signature is broken: somebody may have changed the service on its way"
        raise DefinitionBroken([Finding("archive", 0, message, f"a new export, or --although “{IN_WORDS}”")])
    folder = read_files(archive.files)
    if folder.definition.content_hash != archive.content_hash or folder.definition.code != archive.code:
        raise DefinitionBroken([Finding("manifest.json", 0, "the manifest speaks of another service")])
    standing = Service.objects.select_related("current").filter(code=folder.definition.code).first()
    here = standing.current.content if standing else {}
    return Arrived(archive, folder, changes(here, folder.content) if standing else [], standing is None)


def public_key() -> str:
    """The key other towns know our archives by, as 64 hexadecimal digits."""
    return _key().public_key().public_bytes_raw().hex()


def read_archive(path: Path) -> bytes:
    """Return a file's bytes, no more than an archive may have and one; raises DefinitionBroken for no file."""
    if not path.is_file():
        raise DefinitionBroken([Finding(path.name, 0, "the file is missing")])
    with path.open("rb") as body:
        return body.read(LARGEST_ARCHIVE_BYTES + 1)


def _packed(files: dict[str, bytes], folder: ServiceFolder) -> bytes:
    key = _key()
    return packed(
        files,
        code=folder.definition.code,
        content_hash=folder.definition.content_hash,
        public_key=key.public_key().public_bytes_raw(),
        sign=key.sign,
    )


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(derived_key(PURPOSE))
