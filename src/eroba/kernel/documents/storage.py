"""Keeps the bytes of files under their own fingerprint: written once, never changed, never doubled.

Knows nothing of names and people; StoredFile in models.py does.
"""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from eroba.kernel.documents.ports import Shelf
from eroba.kernel.registry.ports import is_offered, use
from eroba.kernel.tenancy.scope import current_municipality


class FileDamaged(OSError):
    """What lies on the shelf is no longer what was put there."""


class FolderShelf:
    """A shelf in a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, path: str, content: bytes) -> None:
        """Write beside the place and rename, so that nobody ever reads half a file."""
        target = self._at(path)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".arriving-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, target)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
            raise
        _flush_folder(target.parent)

    def read(self, path: str) -> bytes:
        """Read a file of the folder."""
        return self._at(path).read_bytes()

    def has(self, path: str) -> bool:
        """Tell whether the folder holds the file."""
        return self._at(path).is_file()

    def remove(self, path: str) -> None:
        """Take a file out of the folder."""
        self._at(path).unlink(missing_ok=True)

    def _at(self, path: str) -> Path:
        place = (self._root / path).resolve()
        if not place.is_relative_to(self._root.resolve()):
            raise ValueError("a path may not lead out of the shelf")
        return place


class ContentStore:
    """Files of one owner on a shelf, each under its SHA-256.

    The owner is part of the path: two towns never share a file, so one can erase without asking the other.
    """

    def __init__(self, shelf: Shelf, owner: str) -> None:
        self._shelf = shelf
        self._owner = owner

    def keep(self, content: bytes) -> str:
        """Keep these bytes and give their SHA-256; bytes already kept are not written again."""
        fingerprint = sha256_of(content)
        path = self._path(fingerprint)
        if not self._shelf.has(path):
            self._shelf.put(path, content)
        return fingerprint

    def read(self, fingerprint: str) -> bytes:
        """Read the bytes with this SHA-256; raises FileDamaged if they are no longer the same."""
        content = self._shelf.read(self._path(fingerprint))
        if sha256_of(content) != fingerprint:
            raise FileDamaged(f"the file {fingerprint} is damaged; restore it from the backup")
        return content

    def has(self, fingerprint: str) -> bool:
        """Tell whether these bytes are kept."""
        return self._shelf.has(self._path(fingerprint))

    def remove(self, fingerprint: str) -> None:
        """Destroy the bytes with this SHA-256."""
        self._shelf.remove(self._path(fingerprint))

    def _path(self, fingerprint: str) -> str:
        if len(fingerprint) != 64 or not set(fingerprint) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256")
        return f"{self._owner}/{fingerprint[:2]}/{fingerprint[2:4]}/{fingerprint}"


def town_store() -> ContentStore:
    """Give the files of the town worked for now."""
    shelf = use(Shelf) if is_offered(Shelf) else FolderShelf(Path(settings.FILES_ROOT))  # type: ignore[type-abstract]
    return ContentStore(shelf, str(current_municipality().pk))


def sha256_of(content: bytes) -> str:
    """Give the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable; file systems that cannot are left alone."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
