"""Reads what identifies a person or an account: the personal number and the IBAN, each with its own check."""

import re
from string import ascii_letters

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.form_engine.reading import EMPTY, Reading, Surroundings, typed_text

_SEPARATORS = str.maketrans("", "", " \u00a0\u202f-.")
_IBAN_SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
_GEORGIAN_SHAPE = re.compile(r"GE[0-9]{2}[A-Z]{2}[0-9]{16}")
_AS_NUMBERS = str.maketrans({letter: str(int(letter, 36)) for letter in ascii_letters})


def read_personal_number(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read a Georgian personal number: exactly eleven digits (no check digit is published)."""
    words = typed_text(typed).translate(_SEPARATORS)
    if not words:
        return EMPTY
    if not words.isascii() or not words.isdigit():
        return Reading(problem=_("The personal number has digits only. Look at your identity card."))
    if len(words) != 11:
        return Reading(problem=_("The personal number has 11 digits. Look at your identity card."))
    return Reading(words)


def read_iban(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read a Georgian IBAN and verify its two check digits."""
    words = typed_text(typed).translate(_SEPARATORS).upper()
    if not words:
        return EMPTY
    if not words.startswith("GE") and _IBAN_SHAPE.fullmatch(words):
        return Reading(problem=_("We can pay to accounts in Georgia only. Their number begins with GE."))
    if not _GEORGIAN_SHAPE.fullmatch(words):
        return Reading(
            problem=_("An account number has 22 characters: GE, two digits, two letters, sixteen digits.")
        )
    if not is_iban_checksum_right(words):
        return Reading(
            problem=_("There is a slip in this account number. Compare it with your bank’s application.")
        )
    return Reading(words)


def is_iban_checksum_right(iban: str) -> bool:
    """Whether the check digits of an IBAN fit the rest (ISO 13616, remainder 1 on division by 97)."""
    turned = iban[4:] + iban[:4]
    return int(turned.translate(_AS_NUMBERS)) % 97 == 1


def masked_iban(iban: str) -> str:
    """Return an account number fit for a letter: country, dots, last four characters."""
    return f"{iban[:2]}•• •••• {iban[-4:]}" if len(iban) >= 8 else ""
