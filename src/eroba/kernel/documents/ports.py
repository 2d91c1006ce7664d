"""What the documents room needs from outside: a place where bytes lie, and somebody who knows viruses."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


class ShelfSilent(OSError):
    """The place where bytes lie does not answer, or not in time."""


class ScannerSilent(OSError):
    """The virus scanner does not answer, or not with an answer one can rely on."""


@dataclass(frozen=True)
class Shelved:
    """A file as it lies on the shelf: where, how large, and since when."""

    path: str
    size_bytes: int
    since: dt.datetime


class Shelf(Protocol):
    """Where bytes lie: a folder by default, an object store when a connector offers one.

    Each method raises ShelfSilent when the place cannot be reached.
    """

    def put(self, path: str, content: bytes) -> None:
        """Write a file so that it is there whole or not at all, also after a power cut."""
        ...

    def pieces(self, path: str) -> Iterator[bytes]:
        """Give a file piece by piece; raises FileNotFoundError when it is not there."""
        ...

    def renew(self, path: str) -> bool:
        """Tell whether a file is there, and let it count as put there now."""
        ...

    def has(self, path: str) -> bool:
        """Tell whether a file is there."""
        ...

    def listed(self, folder: str) -> Iterator[Shelved]:
        """Name each file below a folder, in no particular order."""
        ...

    def remove(self, path: str) -> None:
        """Take a file away; nothing happens when it is not there."""
        ...


class VirusScanner(Protocol):
    """Knows viruses. While it is configured and silent, no file is taken in."""

    def scan(self, content: bytes) -> str | None:
        """Give the name of the virus in these bytes, or nothing; raises ScannerSilent."""
        ...
