"""Each round's own key, which hashes personal numbers and is destroyed in the end; codes; hashes of addresses."""

import hashlib
import hmac
import ipaddress
import secrets
from uuid import UUID

from eroba.capabilities.budgeting.models import Round
from eroba.kernel.base.own_keys import new_own_key, own_hash, own_key, purpose_key
from eroba.kernel.base.receipts import LETTERS

PURPOSE = "eroba.budgeting.keys"
CODE_LENGTH = 12


def new_locked_key(round_id: UUID) -> bytes:
    """A fresh key for a round, locked under the installation's."""
    return new_own_key(PURPOSE, round_id)


def number_hash(found: Round, number: str) -> str:
    """The same for the same person in this round, by whichever way they vote. Raises OwnKeyDestroyed."""
    return own_hash(own_key(PURPOSE, found.pk, found.locked_key), number)


def fresh_code() -> str:
    """A code to be printed, in groups of four."""
    letters = "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def read_code(typed: str) -> str:
    """A code as it was typed, in groups; empty when it cannot be one."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(letters) != CODE_LENGTH or set(letters) - set(LETTERS):
        return ""
    return "-".join(letters[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def code_hash(round_id: UUID, code: str) -> str:
    """What is kept of a code; the round's id makes it good nowhere else."""
    key = purpose_key("eroba.budgeting.codes")
    return hmac.new(key, f"{round_id}:{code}".encode(), hashlib.sha256).hexdigest()


def address_hash(address: str, day: str) -> str:
    """The network somebody tries codes from, hashed with the day."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    width = 32 if known.version == 4 else 48
    network = ipaddress.ip_network(f"{known}/{width}", strict=False)
    key = purpose_key("eroba.budgeting.addresses")
    return hmac.new(key, f"{day} {network}".encode(), hashlib.sha256).hexdigest()[:24]
