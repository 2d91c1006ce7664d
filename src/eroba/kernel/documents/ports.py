"""What the documents room needs from outside: a place where bytes lie."""

from typing import Protocol


class Shelf(Protocol):
    """Where bytes lie: a folder by default, an object store when a connector offers one."""

    def put(self, path: str, content: bytes) -> None:
        """Write a file so that it is there whole or not at all, also after a power cut."""
        ...

    def read(self, path: str) -> bytes:
        """Read a file; raises FileNotFoundError when it is not there."""
        ...

    def has(self, path: str) -> bool:
        """Tell whether a file is there."""
        ...

    def remove(self, path: str) -> None:
        """Take a file away; nothing happens when it is not there."""
        ...
