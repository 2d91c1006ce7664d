"""A budget as one reads it: for every classification a tree of entries with the amounts that hold now. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from eroba.capabilities.budget.reading.codes import order_of, parent_of
from eroba.capabilities.budget.reading.found import PHASES, PROGRAMME


@dataclass
class Entry:
    """One line of the tree: code, names, amounts in tetri by phase, what it is part of."""

    code: str
    title_ka: str
    title_en: str = ""
    amounts: dict[str, int] = field(default_factory=dict)
    parent: str = ""

    @property
    def title(self) -> str:
        """Its name in the language being read, or in the one there is."""
        first, second = (
            (self.title_en, self.title_ka) if get_language() == "en" else (self.title_ka, self.title_en)
        )
        return first or second or self.code

    def amount(self, phase: str) -> int:
        """The amount in tetri; nought where nothing was announced."""
        return self.amounts.get(phase, 0)


class Tree:
    """The entries of one classification, whole before part."""

    def __init__(self, classification: str, entries: Iterable[Entry]) -> None:
        self.classification = classification
        self.entries = {entry.code: entry for entry in sorted(entries, key=lambda one: order_of(one.code))}
        self._below: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            entry.parent = parent_of(entry.code, self.entries, classification)
            self._below[entry.parent].append(entry)

    @property
    def phases(self) -> list[str]:
        """The phases anything was announced for."""
        return [phase for phase in PHASES if any(phase in entry.amounts for entry in self.entries.values())]

    def below(self, code: str = "") -> Sequence[Entry]:
        """The parts of an entry, or what stands right below the total."""
        return self._below[code]

    def above(self, code: str) -> list[Entry]:
        """What an entry is part of, the largest first."""
        found: list[Entry] = []
        while (code := self.entries[code].parent) in self.entries:
            found.insert(0, self.entries[code])
        return found

    def total(self, phase: str) -> int:
        """All of it, in tetri."""
        return sum(entry.amount(phase) for entry in self._below[""])

    def leaves(self) -> Iterator[Entry]:
        """The entries that have no parts."""
        return (entry for entry in self.entries.values() if not self._below[entry.code])


@dataclass(frozen=True)
class Book:
    """The whole budget of a year as it holds now."""

    year: int
    trees: Mapping[str, Tree]

    def tree(self, classification: str) -> Tree:
        """One classification; empty when nothing was announced."""
        return self.trees.get(classification) or Tree(classification, ())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was announced yet."""
        return not self.trees

    @property
    def first(self) -> str:
        """The classification people are shown first: programmes where there are any."""
        return next(iter(self.trees), PROGRAMME)


def per_hundred(part: int, whole: int) -> int:
    """How many tetri of each 100 lari go to a part: whole tetri, rounded half up."""
    return (part * 10_000 * 2 + whole) // (2 * whole) if whole > 0 else 0


def shared_out(amount: int, parts: Sequence[int]) -> list[int]:
    """An amount in tetri dealt out by the parts so that nothing is lost: the largest remainders get what is left."""
    whole = sum(parts)
    if whole <= 0:
        return [0] * len(parts)
    dealt = [amount * part // whole for part in parts]
    rest = sorted(range(len(parts)), key=lambda place: (-(amount * parts[place] % whole), place))
    for place in rest[: amount - sum(dealt)]:
        dealt[place] += 1
    return dealt
