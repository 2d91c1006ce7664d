"""Reads amounts of money and points as exact numbers: `12000`, `76700.0`, `99,50`."""

import re
from fractions import Fraction

from eroba.capabilities.budgeting.pabulib.faults import Fault
from eroba.capabilities.budgeting.pabulib.faults import marked as _

_NUMBER = re.compile(r"(-?)(\d{1,18})(?:[.,](\d{1,9}))?", re.ASCII)
_THOUSANDS = re.compile(r"-?\d{1,3},\d{3}", re.ASCII)


def amount(text: str, what: str, line: int) -> Fraction:
    """The number that is written there; `what` names it when it is none.

    A comma before exactly three digits is refused: it could mean thousands.
    """
    written = text.strip()
    if _THOUSANDS.fullmatch(written):
        raise Fault(line, _("%(what)s is “%(text)s”: is the comma for thousands?"), what=what, text=written)
    parts = _NUMBER.fullmatch(written)
    if parts is None:
        raise Fault(line, _("%(what)s is “%(text)s”, not a number"), what=what, text=written[:40])
    sign, whole, rest = parts.groups("")
    return Fraction(int(f"{sign}{whole}{rest}"), 10 ** len(rest))


def positive_amount(text: str, what: str, line: int) -> Fraction:
    """A number above zero."""
    found = amount(text, what, line)
    if found <= 0:
        raise Fault(
            line, _("%(what)s is %(text)s; it must be more than nothing"), what=what, text=text.strip()
        )
    return found


def whole_number(text: str, what: str, line: int) -> int:
    """A count: a number without a fraction, zero or more."""
    found = amount(text, what, line)
    if found < 0 or found.denominator != 1:
        raise Fault(line, _("%(what)s is “%(text)s”, not a count"), what=what, text=text.strip())
    return int(found)
