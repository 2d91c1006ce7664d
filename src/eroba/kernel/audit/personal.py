"""Values of persons at rest: each is encrypted under a key of that person's own, and erasing destroys the key.

The key itself is locked away under the installation's key. What was encrypted for a destroyed key reads as nothing.
"""

import base64
import os
from uuid import UUID

from eroba.kernel.audit.models import PersonKey
from eroba.kernel.base.clock import now
from eroba.kernel.base.secrets import derived_key, lock_away, unlock

PURPOSE = "eroba.person-keys"


class Erased(LookupError):
    """The person's key was destroyed: what was kept under it is gone for good."""


def encrypt_for(person_id: UUID, text: str) -> str:
    """Encrypts a text so that it can be read only while the person's key exists. Raises Erased after erasure."""
    return base64.b64encode(lock_away(text.encode(), key=_key_of(person_id), about=person_id.bytes)).decode()


def decrypt_for(person_id: UUID, locked: str) -> str | None:
    """The text again, or nothing when the person was erased."""
    try:
        key = _key_of(person_id, make=False)
    except Erased:
        return None
    return unlock(base64.b64decode(locked), key=key, about=person_id.bytes).decode()


def destroy_key(person_id: UUID) -> None:
    """Makes everything kept about a person unreadable, for ever. Part of an action; never called alone."""
    PersonKey.objects.update_or_create(
        person_id=person_id, defaults={"locked_key": None, "destroyed_at": now()}
    )


def _key_of(person_id: UUID, *, make: bool = True) -> bytes:
    row = PersonKey.objects.filter(person_id=person_id).first()
    if row is None:
        if not make:
            raise Erased(str(person_id))
        fresh = lock_away(os.urandom(32), key=derived_key(PURPOSE), about=person_id.bytes)
        row, _created = PersonKey.objects.get_or_create(person_id=person_id, defaults={"locked_key": fresh})
    if row.locked_key is None:
        raise Erased(str(person_id))
    return unlock(bytes(row.locked_key), key=derived_key(PURPOSE), about=person_id.bytes)
