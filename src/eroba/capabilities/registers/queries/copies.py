"""Reading the file of a register: what it says about one person, how old it is, which files came."""

import json
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from django.db.models import QuerySet

from eroba.capabilities.registers.models import CopyRow, RegisterCopy
from eroba.capabilities.registers.models.copies import PURPOSE
from eroba.kernel.base.secrets import derived_key, unlock
from eroba.kernel.people.numbers import hash_personal_number

LAST_SHOWN = 10


def current_copy(register: str) -> RegisterCopy | None:
    """The file in use; nothing before the first good one came."""
    return RegisterCopy.objects.filter(register=register, state=RegisterCopy.State.CURRENT).first()


def copies_of(register: str) -> QuerySet[RegisterCopy]:
    """The files that came last, newest first."""
    return RegisterCopy.objects.filter(register=register).order_by("-delivered_at", "-id")[:LAST_SHOWN]


def copied_row(copy: RegisterCopy, number: str) -> Mapping[str, object] | None:
    """What a file says about one person: their number and the values; nothing when they are not in it."""
    hashed = hash_personal_number(number)
    row = CopyRow.objects.filter(copy=copy, number_hash=hashed).first()
    if row is None:
        return None
    try:
        content = unlock(bytes(row.values_locked), key=derived_key(PURPOSE), about=hashed.encode())
    except InvalidTag:  # moved or changed behind our back, or the installation's key is another
        return {}
    opened: Mapping[str, object] = json.loads(content)
    return opened
