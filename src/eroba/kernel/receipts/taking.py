"""Accepting: what came in is written down in one row, and from then on it has been received."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from eroba.kernel.actions import Actor
from eroba.kernel.base.canonical import plain
from eroba.kernel.people.models import Person
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.receipts.senders import written


def take_in(
    *, sender: Actor, kind: str, key: UUID, person: Person, about: Mapping[str, Any], sealed: str
) -> Receipt:
    """Writes a receipt, as the one row of an action that is `entered_as` another. Raises IntegrityError when it came in
    before: whoever calls the action then asks `queries.received_before`.

    `about` holds nothing about the person; `sealed` is what was sent, as `encrypt_for` locks it.
    """
    receipt = Receipt(
        kind=kind,
        key=key,
        person=person,
        actor=written(sender),
        about=plain(about),
        sealed=sealed,
        fingerprint=hashlib.sha256(sealed.encode()).hexdigest(),
    )
    receipt.save(force_insert=True)
    return receipt
