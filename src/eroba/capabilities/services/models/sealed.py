"""Personal values in a row: kept as text that only the person's own key opens."""

import json
from typing import Any
from uuid import UUID

from eroba.kernel.audit.personal import decrypt_for, encrypt_for
from eroba.kernel.base.canonical import canonical_json


def seal(person_id: UUID, values: Any) -> str:
    """Lock plain values under a person's key; raises Erased when the person was erased."""
    return encrypt_for(person_id, canonical_json(values).decode())


def open_sealed(person_id: UUID, locked: str) -> Any:
    """Return the values again, or nothing when there are none or the person was erased."""
    text = decrypt_for(person_id, locked) if locked else None
    return json.loads(text) if text else None
