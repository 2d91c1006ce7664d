"""The installation's own keys: what is encrypted at rest, and how a value is matched without being stored."""

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def derived_key(purpose: str) -> bytes:
    """A 32-byte key for one purpose, derived from the installation's master key (EROBA_KEY)."""
    return _derived(settings.EROBA_KEY, purpose)


@lru_cache(maxsize=64)
def _derived(master: str, purpose: str) -> bytes:
    """Worked out once for each purpose: most acts ask for the same one."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(master.encode())


def lock_away(value: bytes, *, key: bytes, about: bytes = b"") -> bytes:
    """Encrypts a value; `about` is bound to it, so that a value cannot be moved to another row.

    AES-256-GCM with a random 96-bit nonce in front.
    """
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, value, about)


def unlock(locked: bytes, *, key: bytes, about: bytes = b"") -> bytes:
    """Decrypts what `lock_away` made; raises cryptography's InvalidTag when it was changed."""
    return AESGCM(key).decrypt(locked[:12], locked[12:], about)


def keyed_hash(value: str, *, purpose: str) -> str:
    """A 64-digit code that is the same for the same value and says nothing about it without our key."""
    return hmac.new(derived_key(purpose), value.encode(), hashlib.sha256).hexdigest()
