"""Tables of the smallest amounts, each with the names of what it is part of: sums are made here, exactly.

A row that stops above rows with further parts says the whole of them: it is compared with them, never added to them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget.reading.codes import ECONOMIC_NAMES, one_form
from eroba.capabilities.budget.reading.found import FUNCTIONAL, Fault, ReadBudget, ReadLine

LONGEST_TITLE = 300
_NOT_IN_A_CODE = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Level:
    """One step down a classification in one row: its code as written (may be empty), and its name."""

    code: str
    title: str


class Gatherer:
    """Adds rows up into the lines of a tree, one tree for each classification."""

    def __init__(self, read: ReadBudget, sheet: str) -> None:
        self.read, self.sheet = read, sheet
        self._lines: dict[tuple[str, str], ReadLine] = {}
        self._codes: dict[tuple[str, str, str], str] = {}
        self._below: dict[tuple[str, str], int] = {}
        self._own: dict[tuple[str, str], dict[str, int]] = {}
        self._above: dict[tuple[str, str], str] = {}
        self.negatives = 0

    def add(self, classification: str, levels: Sequence[Level], amounts: dict[str, int], row: int) -> None:
        """Count the amounts of one row for the last level it names."""
        code = ""
        self.negatives += any(tetri < 0 for tetri in amounts.values())
        for level in levels:
            if not level.code and not level.title:
                break
            above, code = code, self._code(classification, code, level)
            if (classification, code) not in self._lines:
                title = (level.title or _known_name(code) or level.code)[:LONGEST_TITLE]
                self._lines[classification, code] = ReadLine(
                    classification, code, title, "", {}, self.sheet, row
                )
                self._above[classification, code] = above
        if not code:
            return
        if (classification, code) not in self._own:
            self._lines[classification, code].row = row
        own = self._own.setdefault((classification, code), {})
        for phase, tetri in amounts.items():
            own[phase] = own.get(phase, 0) + tetri

    def finish(self) -> None:
        """Hand the lines over, those of a whole before its parts."""
        parts: dict[tuple[str, str], dict[str, int]] = {}
        # a part is met after its whole, so that backwards every part is summed up before its whole is
        for (classification, code), line in reversed(self._lines.items()):
            line.amounts = {
                **parts.get((classification, code), {}),
                **self._own.get((classification, code), {}),
            }
            above = parts.setdefault((classification, self._above[classification, code]), {})
            for phase, tetri in line.amounts.items():
                above[phase] = above.get(phase, 0) + tetri
        self.read.lines += self._lines.values()
        if self.negatives:
            words = _("Rows with a negative amount were counted as corrections.")
            self.read.remarks.append(Fault(words, self.sheet))

    def _code(self, classification: str, above: str, level: Level) -> str:
        """The written code below the one above it; where there is none, the next number."""
        key = (classification, above, level.code or level.title)
        if key not in self._codes:
            if classification == FUNCTIONAL and level.code:
                form = one_form(level.code, classification)
            elif level.code:
                # a code that begins with the one above it says the whole way already, as in our own packages
                own = _NOT_IN_A_CODE.sub("-", level.code.strip().removeprefix(f"{above}."))
                form = f"{above}.{own}" if above else own
            else:
                place = self._below[classification, above] = self._below.get((classification, above), 0) + 1
                form = f"{above}.{place:02d}" if above else f"{place:02d}"
            self._codes[key] = form[:40]
        return self._codes[key]


def _known_name(code: str) -> str:
    return ECONOMIC_NAMES.get(code, ("", ""))[0]
