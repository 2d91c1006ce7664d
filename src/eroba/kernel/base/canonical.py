"""One way to write a value as bytes, so that hashes and signatures agree on every machine."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

_FORM: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}

_PLAIN = frozenset({str, int, bool, float, type(None)})


def plain(value: Any) -> Any:
    """Turns a value into what JSON knows: text, numbers, lists and objects."""
    # most of what is asked about is text and numbers already
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal | Promise):
        return str(value)
    return value


def canonical_json(value: Any) -> bytes:
    """Writes a value as JSON with sorted keys and no spaces, in UTF-8.

    Numbers should be integers or text: fractions differ between languages. Source: RFC 8785 for that subset.
    """
    return json.dumps(plain(value), **_FORM).encode()


def fingerprint_of_stored(row: Mapping[str, Any]) -> str:
    """The fingerprint of a row read from the database, twice as fast: its JSON was made plain when it was written."""
    return hashlib.sha256(json.dumps(dict(row), default=plain, **_FORM).encode()).hexdigest()


def fingerprint(value: Any) -> str:
    """The SHA-256 of a value's canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()
