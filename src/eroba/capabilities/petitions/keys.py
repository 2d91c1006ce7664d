"""Each petition's own key: hashes personal numbers, locks what a signer typed, and is destroyed in the end.

Codes and receipts are worked out from the installation's key, so that nothing that could be stolen is stored.
"""

import hashlib
import hmac
import ipaddress
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID, uuid5

from eroba.capabilities.petitions.models import Petition, Signature
from eroba.kernel.base.secrets import derived_key, lock_away, unlock
from eroba.kernel.notify.codes import code_of, is_code_of

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
RECEIPT_LENGTH = 20


class KeyDestroyed(LookupError):
    """The petition's key is gone: whose signatures there were nobody can tell any more."""


@lru_cache(maxsize=16)
def _derived(purpose: str) -> bytes:
    return derived_key(f"eroba.petitions.{purpose}")


def new_locked_key(petition_id: UUID) -> bytes:
    """A fresh key for a petition, locked under the installation's."""
    return lock_away(os.urandom(32), key=_derived("keys"), about=petition_id.bytes)


def _key_of(petition: Petition) -> bytes:
    if petition.locked_key is None:
        raise KeyDestroyed(str(petition.pk))
    return unlock(bytes(petition.locked_key), key=_derived("keys"), about=petition.pk.bytes)


def number_hash(petition: Petition, number: str) -> str:
    """The same for the same person in this petition, on paper and online; says nothing without its key."""
    return hmac.new(_key_of(petition), number.encode(), hashlib.sha256).hexdigest()


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
    value = int.from_bytes(hmac.new(_derived("receipts"), signature_id.bytes, hashlib.sha256).digest())
    letters = []
    for _place in range(RECEIPT_LENGTH):
        value, rest = divmod(value, len(LETTERS))
        letters.append(LETTERS[rest])
    return "-".join("".join(letters[at : at + 5]) for at in range(0, RECEIPT_LENGTH, 5))


def read_receipt(typed: str) -> str:
    """A receipt as it was typed, in groups; empty when it cannot be one."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(letters) != RECEIPT_LENGTH or set(letters) - set(LETTERS):
        return ""
    return "-".join(letters[at : at + 5] for at in range(0, RECEIPT_LENGTH, 5))


def receipt_hash(receipt: str) -> str:
    """What is published of a receipt: whoever holds it finds it again, nobody else learns anything."""
    return hashlib.sha256(receipt.encode()).hexdigest()


def _short(value: str, purpose: str, length: int) -> str:
    return hmac.new(_derived(purpose), value.encode(), hashlib.sha256).hexdigest()[:length]
