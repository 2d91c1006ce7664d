"""A lock within a person's own lock, for one matter alone: its salt destroyed, what lies under it is gone for good.

The journal is never changed; what it keeps of one application can so become unreadable while the person's other
matters stay readable to them. Destroying the person's key still destroys everything.
"""

import base64
import hmac
import json
import os
from collections.abc import Mapping
from typing import Any

from eroba.kernel.audit.personal import Safe
from eroba.kernel.base.canonical import canonical_json
from eroba.kernel.base.secrets import lock_away, unlock

#: The one key of values that lie under a second lock.
UNDER_SECOND_LOCK = "under_second_lock"
_SALT_BYTES = 16


def new_salt() -> bytes:
    """A fresh salt; whoever keeps it can open what was locked with it, together with the person's key."""
    return os.urandom(_SALT_BYTES)


def lock_within(safe: Safe, salt: bytes, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same values, locked for the person and this matter; as they are when there is no salt or no key."""
    if not salt or safe.key is None:
        return values
    text = lock_away(canonical_json(values), key=_inner(safe.key, salt), about=safe.person_id.bytes)
    return {UNDER_SECOND_LOCK: base64.b64encode(text).decode()}


def open_within(safe: Safe, salt: bytes | None, values: Any) -> Any:
    """The values again; nothing when the salt or the person's key was destroyed."""
    if not isinstance(values, Mapping) or set(values) != {UNDER_SECOND_LOCK}:
        return values
    if not salt or safe.key is None:
        return None
    locked = base64.b64decode(values[UNDER_SECOND_LOCK])
    return json.loads(unlock(locked, key=_inner(safe.key, salt), about=safe.person_id.bytes))


def _inner(key: bytes, salt: bytes) -> bytes:
    return hmac.digest(key, salt, "sha256")
