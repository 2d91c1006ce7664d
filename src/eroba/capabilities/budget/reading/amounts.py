"""Amounts as people and spreadsheets write them, into whole tetri; what cannot be read without guessing is refused."""

import re
from decimal import Decimal, InvalidOperation, localcontext

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget.reading.found import THOUSAND_LARI, NotRead

MOST_TETRI = 10**17
NOTHING = frozenset({"", "-", "–", "—", "−", "x", "х", "n/a"})
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’`]")
_MARKS = re.compile(r"(₾|ლარი|ლ\.|GEL)", re.IGNORECASE)
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-"})
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
#: A spreadsheet's own arithmetic leaves crumbs as 8755112.072930001; a real half tetri is larger than this.
_CRUMB = Decimal("0.0001")


def tetri_of(cell: object, unit: str) -> int | None:
    """The amount of a cell in whole tetri, nothing for an empty one. Raises NotRead with what to write instead."""
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, int | float | Decimal):
        return _whole_tetri(
            Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell), str(cell), unit
        )
    text = str(cell).strip()
    if text.casefold() in NOTHING:
        return None
    return _whole_tetri(_number(text, unit), text, unit)


def _number(text: str, unit: str) -> Decimal:
    plain = _MARKS.sub("", _SPACES.sub("", text)).translate(_MINUS)
    in_brackets = re.fullmatch(r"\((.+)\)", plain)
    if in_brackets:
        plain = f"-{in_brackets[1]}"
    if plain.endswith("-"):
        plain = f"-{plain[:-1]}"
    plain = _with_point(plain, text, unit)
    if not _PLAIN.fullmatch(plain):
        raise NotRead(format_lazy(_("“{text}” is not an amount."), text=text[:40]))
    try:
        return Decimal(plain)
    except InvalidOperation:  # a power of ten beyond all numbers
        raise NotRead(format_lazy(_("“{text}” is not an amount."), text=text[:40])) from None


def _with_point(plain: str, text: str, unit: str) -> str:
    """One decimal point and no marks between thousands."""
    commas, points = plain.count(","), plain.count(".")
    if commas and points:
        decimal = max(",", ".", key=plain.rfind)
        other = "," if decimal == "." else "."
        if plain.count(decimal) > 1:
            raise NotRead(format_lazy(_("“{text}” is not an amount."), text=text[:40]))
        _check_groups(plain.split(decimal)[0], other, text)
        return plain.replace(other, "").replace(decimal, ".")
    mark = "," if commas else "."
    if commas + points > 1:
        _check_groups(plain, mark, text)
        return plain.replace(mark, "")
    if commas and len(plain.rpartition(",")[2]) == 3:
        if unit == THOUSAND_LARI:
            words = _("“{text}” can be read in two ways: write it without a comma, or with a point.")
            raise NotRead(format_lazy(words, text=text[:40]))
        return plain.replace(",", "")
    return plain.replace(",", ".")


def _check_groups(plain: str, mark: str, text: str) -> None:
    first, *groups = plain.lstrip("-").split(mark)
    if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups):
        raise NotRead(format_lazy(_("“{text}” is not an amount."), text=text[:40]))


def _whole_tetri(number: Decimal, text: str, unit: str) -> int:
    if not number.is_finite() or number.adjusted() > 16:
        raise NotRead(format_lazy(_("“{text}” is no amount of a town's budget."), text=text[:40]))
    with localcontext() as exact:
        exact.prec = 60
        tetri = number * (100_000 if unit == THOUSAND_LARI else 100)
        whole = tetri.to_integral_value()
        if abs(tetri - whole) > _CRUMB:
            words = _("“{text}” has a fraction of a tetri.")
            raise NotRead(format_lazy(words, text=text[:40]))
    if abs(whole) > MOST_TETRI:
        raise NotRead(format_lazy(_("“{text}” is no amount of a town's budget."), text=text[:40]))
    return int(whole)
