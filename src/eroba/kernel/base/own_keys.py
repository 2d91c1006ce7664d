"""A key that belongs to one thing alone: made for it, kept locked, destroyed when nobody shall be able to tell.

What it hashed or locked says nothing without it. Knows no petition and no ballot.
"""

import hashlib
import hmac
import os
from functools import lru_cache
from uuid import UUID

from eroba.kernel.base.secrets import derived_key, lock_away, unlock


class OwnKeyDestroyed(LookupError):
    """The key is gone: what it hid nobody can read any more."""


@lru_cache(maxsize=16)
def purpose_key(purpose: str) -> bytes:
    """The installation's key for one purpose; worked out once, because it is asked for with each signature."""
    return derived_key(purpose)


def new_own_key(purpose: str, about: UUID) -> bytes:
    """A fresh key for one thing, locked under the installation's."""
    return lock_away(os.urandom(32), key=purpose_key(purpose), about=about.bytes)


def own_key(purpose: str, about: UUID, locked: bytes | None) -> bytes:
    """The key of one thing, for as long as it exists. Raises OwnKeyDestroyed."""
    if locked is None:
        raise OwnKeyDestroyed(str(about))
    return unlock(bytes(locked), key=purpose_key(purpose), about=about.bytes)


def own_hash(key: bytes, value: str) -> str:
    """The same for the same value under the same key; says nothing without it."""
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()
