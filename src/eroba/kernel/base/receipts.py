"""Receipts: names in four groups of five that nobody can guess, and the hash that is published of them."""

import hashlib
import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
RECEIPT_LENGTH = 20


def receipt_from(value: int) -> str:
    """The receipt that a large number stands for."""
    letters = []
    for _place in range(RECEIPT_LENGTH):
        value, rest = divmod(value, len(LETTERS))
        letters.append(LETTERS[rest])
    return _grouped("".join(letters))


def fresh_receipt() -> str:
    """A receipt nobody has yet, from chance alone."""
    return _grouped("".join(secrets.choice(LETTERS) for _place in range(RECEIPT_LENGTH)))


def read_receipt(typed: str) -> str:
    """A receipt as it was typed, in groups; empty when it cannot be one."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(letters) != RECEIPT_LENGTH or set(letters) - set(LETTERS):
        return ""
    return _grouped(letters)


def receipt_hash(receipt: str) -> str:
    """What is published of a receipt: whoever holds it finds it again, nobody else learns anything."""
    return hashlib.sha256(receipt.encode()).hexdigest()


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + 5] for at in range(0, RECEIPT_LENGTH, 5))
