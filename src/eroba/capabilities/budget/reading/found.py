"""What was read from a file: lines with their amounts, what is wrong, what is worth knowing, what does not add up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said: TypeAlias = str | Promise

PROGRAMME, FUNCTIONAL, ECONOMIC, REVENUE = "programme", "functional", "economic", "revenue"
CLASSIFICATIONS: Mapping[str, Said] = {
    PROGRAMME: _("programmes"),
    FUNCTIONAL: _("functions"),
    ECONOMIC: _("kinds of spending"),
    REVENUE: _("revenue"),
}
PLANNED, ADJUSTED, EXECUTED = "planned", "adjusted", "executed"
PHASES: Mapping[str, Said] = {PLANNED: _("planned"), ADJUSTED: _("adjusted"), EXECUTED: _("executed")}
LARI, THOUSAND_LARI = "lari", "thousand"
#: More faults than one can mend at a sitting are not listed one by one.
MOST_FAULTS = 100


class NotRead(Exception):
    """A file that cannot be read as a budget, with words that say what to do."""

    def __init__(self, words: Said) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of a file: which year, what its amounts are when it does not say, whose they are."""

    year: int
    phase: str = EXECUTED
    unit: str = ""
    """`lari` or `thousand`; empty means as the file says, and lari when it says nothing."""
    town_names: frozenset[str] = frozenset()
    """The town's names and code, small letters: rows of other towns are left out."""


@dataclass
class ReadLine:
    """One line of a budget: where it stands, what it is called, and its amounts in tetri by phase."""

    classification: str
    code: str
    title_ka: str
    title_en: str = ""
    amounts: dict[str, int] = field(default_factory=dict)
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True)
class Fault:
    """What cannot be used, and where: row 0 is the sheet, no sheet is the file."""

    words: Said
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True)
class Gap:
    """A line whose parts do not add up to it: both sums in tetri, and where it stands in the file."""

    classification: str
    phase: str
    code: str
    title: str
    sheet: str
    row: int
    parent_tetri: int
    parts_tetri: int

    @property
    def difference(self) -> int:
        """By how much the parts exceed the whole; less than nought when they fall short of it."""
        return self.parts_tetri - self.parent_tetri


@dataclass
class ReadBudget:
    """Everything that was found in a file."""

    lines: list[ReadLine] = field(default_factory=list)
    totals: dict[tuple[str, str], tuple[int, str, int]] = field(default_factory=dict)
    """(classification, phase) -> the total the file itself names, with sheet and row."""
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    currency: str = "GEL"
    unit: str = LARI

    def of(self, classification: str) -> list[ReadLine]:
        """The lines of one classification, as they stand."""
        return [line for line in self.lines if line.classification == classification]

    def holds(self) -> Iterator[tuple[str, str]]:
        """Which classifications it has, each with its phases."""
        for classification in CLASSIFICATIONS:
            lines = self.of(classification)
            for phase in PHASES:
                if any(phase in line.amounts for line in lines):
                    yield classification, phase
