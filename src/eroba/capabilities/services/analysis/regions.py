"""Splits what a fact can be into regions within which simple conditions cannot tell one value from another.

`< 100` and `[50..100]` part the numbers at 50 and 100: below, 50, between, 100, above. One value of each region then
stands for all of it, exactly. Conditions that calculate or call functions are not simple; about them nothing is said.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from eroba.capabilities.services.definition.form import Field

#: Stands for any word a folder does not name.
OTHER_WORD = "something-else"
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_NUMBER = re.compile(r"(?:(?<=\.\.)|(?<![\w.]))-?\d+(?:\.\d+)?(?=\.\.|[^\w.]|$)")
_SETTING = re.compile(r"settings\.([a-z][a-z0-9_]*)")
_SIMPLE = re.compile(r"(?:[\s,()\[\]<>=!$]|\.\.|\band\b|\bor\b|\bnot\b|\bin\b|\btrue\b|\bfalse\b|\bnull\b)*")
_SUBTRACTION = re.compile(r"[\w)\]'\"]\s*-")
_ABOVE, _BELOW = Decimal(1), Decimal(1)


@dataclass(frozen=True, slots=True)
class Region:
    """Values that no simple condition tells apart: one that stands for all, and the region in words."""

    value: object
    words: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """How numbers of one fact are spaced and where they end; a step of nothing means any fraction."""

    step: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None

    @classmethod
    def of_field(cls, field: Field | None) -> "Bounds":
        """Return the bounds a form sets for a number or an amount."""
        if field is None or field.kind not in ("number", "money"):
            return cls()
        step = Decimal("0.01") if field.kind == "money" else Decimal(1) if field.whole else None
        least = Decimal(field.least) if field.least else None
        return cls(step, least, Decimal(field.most) if field.most else None)

    def holds(self, number: Decimal) -> bool:
        """Whether a number is possible."""
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            return False
        return self.step is None or number % self.step == 0


COUNTED = Bounds(Decimal(1), Decimal(0))


def is_simple(condition: str, names: Iterable[str] = ()) -> bool:
    """Whether a condition only compares with fixed values and settings, so that its regions are exact."""
    if _SUBTRACTION.search(_QUOTED.sub("''", condition)):
        return False
    bare = _SETTING.sub(" ", _QUOTED.sub(" ", condition))
    for name in names:
        bare = re.sub(rf"(?<![\w.]){re.escape(name)}(?![\w.(])", " ", bare)
    return _SIMPLE.fullmatch(_NUMBER.sub(" ", bare)) is not None


def words_in(condition: str) -> set[str]:
    """Return the words a condition compares with."""
    return {found[1:-1] for found in _QUOTED.findall(condition)}


def numbers_in(condition: str, settings: Mapping[str, Decimal]) -> set[Decimal]:
    """Return the numbers a condition compares with, the proposed values of settings among them."""
    bare = _QUOTED.sub(" ", condition)
    named = {settings[name] for name in _SETTING.findall(bare) if name in settings}
    return named | {Decimal(found) for found in _NUMBER.findall(_SETTING.sub(" ", bare))}


def regions_of_numbers(borders: Iterable[Decimal], bounds: Bounds) -> list[Region]:
    """Return the regions between borders, each only if a possible number lies in it."""
    ordered = sorted(set(borders))
    if not ordered:
        middle = bounds.least if bounds.least is not None else bounds.most
        return [Region(float(middle if middle is not None else 0), "any number")]
    return list(_between(ordered, bounds))


def _between(borders: list[Decimal], bounds: Bounds) -> Iterator[Region]:
    low = _below(borders[0], bounds)
    if low is not None:
        yield Region(float(low), f"below {_plain(borders[0])}")
    for at, border in enumerate(borders):
        if bounds.holds(border):
            yield Region(float(border), f"exactly {_plain(border)}")
        if at + 1 < len(borders):
            inner = _inside(border, borders[at + 1], bounds)
            if inner is not None:
                yield Region(float(inner), f"between {_plain(border)} and {_plain(borders[at + 1])}")
    high = _above(borders[-1], bounds)
    if high is not None:
        yield Region(float(high), f"above {_plain(borders[-1])}")


def _below(border: Decimal, bounds: Bounds) -> Decimal | None:
    if bounds.least is not None:
        return _inside(bounds.least - (bounds.step or _BELOW), border, bounds)
    return _inside(border - max(_BELOW, (bounds.step or _BELOW) * 2), border, bounds)


def _above(border: Decimal, bounds: Bounds) -> Decimal | None:
    if bounds.most is not None:
        return _inside(border, bounds.most + (bounds.step or _ABOVE), bounds)
    return _inside(border, border + max(_ABOVE, (bounds.step or _ABOVE) * 2), bounds)


def _inside(low: Decimal, high: Decimal, bounds: Bounds) -> Decimal | None:
    """A possible number strictly between two, if there is one."""
    step = bounds.step
    if step is not None:
        first = (low // step + 1) * step
        tried = [first, first + step]
    else:
        ends = [end for end in (bounds.least, bounds.most) if end is not None]
        tried = [(low + high) / 2, *ends]
    return next((one for one in tried if low < one < high and bounds.holds(one)), None)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
