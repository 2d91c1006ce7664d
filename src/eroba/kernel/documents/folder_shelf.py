"""The shelf of an installation without an object store: a folder of this machine."""

import contextlib
import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from eroba.kernel.documents.ports import Shelved

PIECE_BYTES = 256 * 1024


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

    def pieces(self, path: str) -> Iterator[bytes]:
        """Read a file of the folder piece by piece."""
        with self._at(path).open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece

    def renew(self, path: str) -> bool:
        """Tell whether the folder holds the file, and date it anew."""
        try:
            os.utime(self._at(path))
        except FileNotFoundError:
            return False
        return True

    def has(self, path: str) -> bool:
        """Tell whether the folder holds the file."""
        return self._at(path).is_file()

    def listed(self, folder: str) -> Iterator[Shelved]:
        """Name each file below a folder, also one that never arrived."""
        for place in self._at(folder).rglob("*"):
            with contextlib.suppress(FileNotFoundError):  # somebody removed it in the meantime
                if place.is_file():
                    known = place.stat()
                    since = dt.datetime.fromtimestamp(known.st_mtime, dt.UTC)
                    yield Shelved(place.relative_to(self._root.resolve()).as_posix(), known.st_size, since)

    def remove(self, path: str) -> None:
        """Take a file out of the folder."""
        self._at(path).unlink(missing_ok=True)

    def _at(self, path: str) -> Path:
        place = (self._root / path).resolve()
        if not place.is_relative_to(self._root.resolve()):
            raise ValueError("a path may not lead out of the shelf")
        return place


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable; file systems that cannot are left alone."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
