"""The short code printed on every letter: random, easy to type, with a check letter.

Knows nothing of letters; a code is only a name nobody can guess.
"""

import re
import secrets

# Crockford's alphabet: no I, L, O and U, so nothing is mistaken for a digit and no word appears.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_COUNT = 16  # five bits each: 80 random bits
LENGTH = RANDOM_COUNT + 1
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "‐": "-", "–": "-", "—": "-"})
_FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive: its powers run through all 31 weights


def new_code() -> str:
    """Draw a new code of 80 random bits and its check letter, written in groups."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_COUNT))
    return grouped(letters + _check_letter(letters))


def read_code(typed: str) -> str | None:
    """Read a code as a person types it; None if it cannot be a code (wrong length, letter or check)."""
    letters = re.sub(r"[\s\-]", "", typed.strip().upper().translate(_MISREAD))
    if len(letters) != LENGTH or any(letter not in ALPHABET for letter in letters):
        return None
    if _check_letter(letters[:-1]) != letters[-1]:
        return None
    return grouped(letters)


def grouped(letters: str) -> str:
    """Write the letters of a code in groups: 4-4-4-5, the last one ending with the check letter."""
    return "-".join((letters[:4], letters[4:8], letters[8:12], letters[12:]))


def _check_letter(letters: str) -> str:
    """Weigh each letter with another power of x in GF(32).

    Finds every single wrong letter and every two letters changed round, which a plain sum would not.
    """
    total = 0
    for letter in letters:
        total = _times_x(total ^ ALPHABET.index(letter))
    return ALPHABET[total]


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _FIELD_POLYNOMIAL if value & 0b100000 else value
