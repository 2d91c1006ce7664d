"""A secret that was just made, on its way to the one page that shows it: locked in the session, gone once shown."""

from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.http import HttpRequest

from eroba.kernel.base.secrets import derived_key, lock_away, unlock


@dataclass(frozen=True)
class ShownOnce:
    """Secrets of one kind, such as those of apps; `purpose` names their key and their place in the session."""

    purpose: str

    def keep(self, request: HttpRequest, secret: str, *, of: UUID) -> None:
        """Keep the secret of something until the next page shows it."""
        locked = lock_away(secret.encode(), key=derived_key(self.purpose), about=of.bytes)
        request.session[self.purpose] = locked.hex()

    def take(self, request: HttpRequest, *, of: UUID) -> str:
        """Give the kept secret and forget it; nothing when there is none, or when it is of something else."""
        locked = request.session.pop(self.purpose, "")
        if not locked:
            return ""
        try:
            return unlock(bytes.fromhex(locked), key=derived_key(self.purpose), about=of.bytes).decode()
        except (InvalidTag, ValueError):  # another one's, or from before the installation's key was changed
            return ""
