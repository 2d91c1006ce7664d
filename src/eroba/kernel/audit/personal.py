"""Values of persons at rest: each is encrypted under a key of that person's own, and erasing destroys the key.

The key itself is locked away under the installation's key. What was encrypted for a destroyed key reads as nothing.
"""

import base64
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db.models import OuterRef, Subquery

from eroba.kernel.audit.models import PersonKey
from eroba.kernel.base.clock import now
from eroba.kernel.base.memory import forget, once
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


def fetch_keys(person_ids: Iterable[UUID]) -> None:
    """Reads the keys of several persons in one go, for an act that opens something of each of them."""
    for row in PersonKey.objects.filter(person_id__in=list(person_ids)):
        if row.locked_key is not None:
            once((PURPOSE, row.person_id), partial(_opened_key, row))


@dataclass(frozen=True)
class Safe:
    """One person's key, fetched once: opens everything kept about them without asking for the key again."""

    person_id: UUID
    key: bytes | None

    def lock(self, text: str) -> str:
        """Encrypts a text under the person's key. Raises Erased when they were erased or have no key."""
        if self.key is None:
            raise Erased(str(self.person_id))
        return base64.b64encode(lock_away(text.encode(), key=self.key, about=self.person_id.bytes)).decode()

    def open(self, locked: str) -> str | None:
        """The text again, or nothing when the person was erased or has no key."""
        if self.key is None:
            return None
        return unlock(base64.b64decode(locked), key=self.key, about=self.person_id.bytes).decode()


def safe_of(person_id: UUID) -> Safe:
    """The safe of a person, for a page that opens many of their values."""
    row = PersonKey.objects.filter(person_id=person_id).first()
    return safe_with(person_id, row.locked_key if row else None)


def safe_in_act(person_id: UUID) -> Safe:
    """The safe of a person inside an act, which asks for each key once; empty when they were erased."""
    try:
        return Safe(person_id, _key_of(person_id))
    except Erased:
        return Safe(person_id, None)


def safe_with(person_id: UUID, locked_key: bytes | None) -> Safe:
    """The safe of a person whose locked key was read together with a row, by `locked_key_of`."""
    if locked_key is None:
        return Safe(person_id, None)
    return Safe(person_id, unlock(bytes(locked_key), key=derived_key(PURPOSE), about=person_id.bytes))


def locked_key_of(person: str) -> Subquery:
    """Annotates rows with the locked key of the person one of their fields names, e.g. `person_id`."""
    return Subquery(PersonKey.objects.filter(person_id=OuterRef(person)).values("locked_key")[:1])


def destroy_key(person_id: UUID) -> None:
    """Makes everything kept about a person unreadable, for ever. Part of an action; never called alone."""
    PersonKey.objects.update_or_create(
        person_id=person_id, defaults={"locked_key": None, "destroyed_at": now()}
    )
    forget((PURPOSE, person_id))


def _key_of(person_id: UUID, *, make: bool = True) -> bytes:
    """The key, asked for once in an action; one that does not exist yet is asked for again."""
    return once((PURPOSE, person_id), lambda: _read_key(person_id, make=make))


def _read_key(person_id: UUID, *, make: bool) -> bytes:
    row = next(iter(PersonKey.objects.filter(person_id=person_id)), None)
    if row is None:
        if not make:
            raise Erased(str(person_id))
        fresh = lock_away(os.urandom(32), key=derived_key(PURPOSE), about=person_id.bytes)
        row, _created = PersonKey.objects.get_or_create(person_id=person_id, defaults={"locked_key": fresh})
    return _opened_key(row)


def _opened_key(row: PersonKey) -> bytes:
    if row.locked_key is None:
        raise Erased(str(row.person_id))
    return unlock(bytes(row.locked_key), key=derived_key(PURPOSE), about=row.person_id.bytes)
