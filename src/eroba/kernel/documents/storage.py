"""Keeps the bytes of files under their own fingerprint: written once, never changed, never doubled.

Knows nothing of names and people; StoredFile in models.py does.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

from django.conf import settings

from eroba.kernel.documents.folder_shelf import FolderShelf
from eroba.kernel.documents.ports import Shelf, Shelved
from eroba.kernel.registry.ports import is_offered, use
from eroba.kernel.tenancy.scope import current_municipality

_IN_MEMORY_BYTES = 1024 * 1024


class FileDamaged(OSError):
    """What lies on the shelf is no longer what was put there."""


class Keepable(Protocol):
    """Something whose bytes are to be kept, and whether that was done before the transaction."""

    @property
    def content(self) -> bytes:
        """The bytes."""

    @property
    def is_shelved(self) -> bool:
        """Whether they lie on the shelf already."""


class ContentStore:
    """Files of one owner on a shelf, each under its SHA-256.

    The owner is part of the path: two towns never share a file, so one can erase without asking the other.
    """

    def __init__(self, shelf: Shelf, owner: str) -> None:
        self._shelf = shelf
        self._owner = owner

    def keep(self, content: bytes) -> str:
        """Keep these bytes and give their SHA-256; bytes already kept are only dated anew.

        The date tells the sweep of orphans that somebody is about to name the file.
        """
        fingerprint = sha256_of(content)
        path = self._path(fingerprint)
        if not self._shelf.renew(path):
            self._shelf.put(path, content)
        return fingerprint

    def read(self, fingerprint: str) -> bytes:
        """Read the bytes with this SHA-256; raises FileDamaged if they are no longer the same."""
        content = b"".join(self._shelf.pieces(self._path(fingerprint)))
        if sha256_of(content) != fingerprint:
            raise _damaged(fingerprint)
        return content

    def checked_copy(self, fingerprint: str) -> IO[bytes]:
        """Copy the bytes piece by piece and compare before anybody gets the first one; raises as `read`."""
        copy = SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 (whoever sends it closes it)
        count = hashlib.sha256()
        try:
            for piece in self._shelf.pieces(self._path(fingerprint)):
                count.update(piece)
                copy.write(piece)
            if count.hexdigest() != fingerprint:
                raise _damaged(fingerprint)
        except BaseException:
            copy.close()
            raise
        copy.seek(0)
        return copy

    def has(self, fingerprint: str) -> bool:
        """Tell whether these bytes are kept."""
        return self._shelf.has(self._path(fingerprint))

    def listed(self) -> Iterator[Shelved]:
        """Name everything of this owner on the shelf, also what has no fingerprint for a name."""
        return self._shelf.listed(self._owner)

    def remove(self, fingerprint: str) -> None:
        """Destroy the bytes with this SHA-256."""
        self._shelf.remove(self._path(fingerprint))

    def remove_listed(self, shelved: Shelved) -> None:
        """Destroy what was found on the shelf."""
        if not shelved.path.startswith(f"{self._owner}/"):
            raise ValueError("the file belongs to somebody else")
        self._shelf.remove(shelved.path)

    def _path(self, fingerprint: str) -> str:
        if len(fingerprint) != 64 or not set(fingerprint) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256")
        return f"{self._owner}/{fingerprint[:2]}/{fingerprint[2:4]}/{fingerprint}"


def town_store() -> ContentStore:
    """Give the files of the town worked for now."""
    shelf = use(Shelf) if is_offered(Shelf) else FolderShelf(Path(settings.FILES_ROOT))  # type: ignore[type-abstract]
    return ContentStore(shelf, str(current_municipality().pk))


def shelve(thing: Keepable) -> None:
    """Put bytes on the shelf that nobody put there; pages do it before the action, as the shelf may be far away."""
    if not thing.is_shelved:
        town_store().keep(thing.content)


def sha256_of(content: bytes) -> str:
    """Give the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _damaged(fingerprint: str) -> FileDamaged:
    return FileDamaged(f"the file {fingerprint} is damaged; restore it from the backup")
