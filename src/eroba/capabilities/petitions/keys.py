"""Each petition's own key: hashes personal numbers, locks what a signer typed, and is destroyed in the end.

Codes and receipts are worked out from the installation's key, so that nothing that could be stolen is stored.
"""

import hashlib
import hmac
import ipaddress
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from uuid import UUID, uuid5

from eroba.capabilities.petitions.models import Petition, Signature
from eroba.kernel.base.own_keys import OwnKeyDestroyed as KeyDestroyed
from eroba.kernel.base.own_keys import new_own_key, own_hash, own_key, purpose_key
from eroba.kernel.base.receipts import read_receipt, receipt_from, receipt_hash
from eroba.kernel.base.secrets import lock_away, unlock
from eroba.kernel.notify.codes import code_of, is_code_of

__all__ = [
    "KeyDestroyed",
    "address_hashes",
    "canonical_contact",
    "code_for",
    "contact_hash",
    "contact_of",
    "is_code_for",
    "lock_contact",
    "lock_values",
    "new_locked_key",
    "number_hash",
    "open_values",
    "read_receipt",
    "receipt_hash",
    "receipt_of",
]


def _derived(purpose: str) -> bytes:
    return purpose_key(f"eroba.petitions.{purpose}")


def new_locked_key(petition_id: UUID) -> bytes:
    """A fresh key for a petition, locked under the installation's."""
    return new_own_key("eroba.petitions.keys", petition_id)


def _key_of(petition: Petition) -> bytes:
    return own_key("eroba.petitions.keys", petition.pk, petition.locked_key)


def number_hash(petition: Petition, number: str) -> str:
    """The same for the same person in this petition, on paper and online; says nothing without its key."""
    return own_hash(_key_of(petition), number)


def lock_values(petition: Petition, values: Mapping[str, str]) -> str:
    """What is needed to check a signature, locked under the petition's key."""
    text = json.dumps(dict(values), ensure_ascii=False).encode()
    return b64encode(lock_away(text, key=_key_of(petition), about=petition.pk.bytes)).decode()


def open_values(petition: Petition, locked: str) -> dict[str, str]:
    """What was locked, for the machine that asks the register. Raises KeyDestroyed."""
    opened = unlock(b64decode(locked), key=_key_of(petition), about=petition.pk.bytes)
    values: dict[str, str] = json.loads(opened)
    return values


def lock_contact(signature: Signature, contact: str) -> str:
    """An e-mail address or phone number, locked under the installation's key and bound to its signature."""
    return b64encode(lock_away(contact.encode(), key=_derived("contacts"), about=signature.pk.bytes)).decode()


def contact_of(signature: Signature) -> str:
    """Where a signer can be reached; nothing once that was forgotten."""
    if not signature.contact_locked:
        return ""
    return unlock(
        b64decode(signature.contact_locked), key=_derived("contacts"), about=signature.pk.bytes
    ).decode()


def contact_hash(contact: str) -> str:
    """The same for the same address, however it is written."""
    return _short(canonical_contact(contact), "contact-hash", 64)


def canonical_contact(contact: str) -> str:
    """An e-mail address without what makes no other letterbox: capitals, what follows a plus, the dots of one host."""
    name, at, host = contact.strip().casefold().rpartition("@")
    if not at:
        return contact.strip()
    name = name.partition("+")[0]
    if host in ("gmail.com", "googlemail.com"):
        name, host = name.replace(".", ""), "gmail.com"
    return f"{name}@{host}"


def address_hashes(address: str, day: str) -> tuple[str, str]:
    """The address a signature came from and its network, hashed with the day: no trail of anybody over days."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "", ""
    width = 24 if known.version == 4 else 48
    network = ipaddress.ip_network(f"{known}/{width}", strict=False)
    return _short(f"{day} {known}", "address", 24), _short(f"{day} {network}", "network", 24)


def code_for(signature: Signature) -> str:
    """The six digits that confirm a signature; another one each time a code is asked for."""
    return code_of(_round_of(signature))


def is_code_for(signature: Signature, typed: str) -> bool:
    """Whether these are the digits, whatever stands between them."""
    return is_code_of(_round_of(signature), typed)


def _round_of(signature: Signature) -> UUID:
    return uuid5(signature.pk, f"petition code {signature.code_round}")


def receipt_of(signature_id: UUID) -> str:
    """The receipt of a signature, in groups of five: a name nobody can guess and that says nothing."""
    digest = hmac.new(_derived("receipts"), signature_id.bytes, hashlib.sha256).digest()
    return receipt_from(int.from_bytes(digest))


def _short(value: str, purpose: str, length: int) -> str:
    return hmac.new(_derived(purpose), value.encode(), hashlib.sha256).hexdigest()[:length]
