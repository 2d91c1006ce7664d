"""What webhooks need from outside: somebody who brings a call to an address and says how it went."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.functional import Promise


class NotTaken(Exception):
    """The other side did not take a call: no answer, or one that says no. Holds no word of the answer."""

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


class Courier(Protocol):
    """Brings calls to addresses outside."""

    def objection(self, address: str) -> Promise | str | None:
        """Why nothing may be brought to an address, in words a person can act on; nothing when it may."""
        ...

    def bring(self, address: str, headers: Mapping[str, str], body: bytes) -> int:
        """Bring a call; the status it was taken with. Raises NotTaken. Never call it inside an action."""
        ...
