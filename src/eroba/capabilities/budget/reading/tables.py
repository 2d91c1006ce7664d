"""One sheet of a budget, row by row: codes with amounts, headings between them, the economic rows below a programme."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget.reading import headings as h
from eroba.capabilities.budget.reading.amounts import tetri_of
from eroba.capabilities.budget.reading.codes import (
    ECONOMIC_BY_NAME,
    NOT_MONEY,
    classification_of,
    one_form,
)
from eroba.capabilities.budget.reading.columns import Columns
from eroba.capabilities.budget.reading.found import (
    ECONOMIC,
    FUNCTIONAL,
    MOST_FAULTS,
    PROGRAMME,
    REVENUE,
    Fault,
    Gap,
    NotRead,
    ReadBudget,
    ReadLine,
    Said,
    Wanted,
)
from eroba.capabilities.budget.reading.grids import Grid

LONGEST_TITLE = 300
_BLOCK_CODES = frozenset({"2", "31", "32", "33"})


@dataclass
class _Block:
    """The economic rows below one programme: which line they are of, and what they make together."""

    line: ReadLine | None = None
    """None while the rows are of the total of the whole sheet."""
    parts: dict[str, int] = field(default_factory=dict)


class SheetReader:
    """Reads the rows of one sheet into a budget; what it cannot use it writes down with its row."""

    def __init__(self, read: ReadBudget, grid: Grid, columns: Columns, wanted: Wanted) -> None:
        self.read, self.grid, self.columns, self.wanted = read, grid, columns, wanted
        self.first_of: dict[tuple[str, str], int] = {}
        self.block = _Block()
        self.of_the_whole = False
        self.in_blocks = self.other_years = self.other_towns = self.negatives = 0

    def run(self) -> None:
        """Read all rows below the headings."""
        for number, cells in self.grid.rows:
            if number > self.columns.first_row:
                self._row(number, cells)
        self._close_block()
        if self.of_the_whole:
            # the rows below the total of all programmes are the kinds of spending of the same total
            for (classification, phase), said in list(self.read.totals.items()):
                if classification == PROGRAMME:
                    self.read.totals.setdefault((ECONOMIC, phase), said)
        self._remarks()

    def _row(self, number: int, cells: Sequence[object]) -> None:
        if not self._is_wanted(cells):
            return
        code, title = self._text(cells, self.columns.code), self._text(cells, self.columns.title)
        try:
            amounts = self._amounts(cells)
        except NotRead as wrong:
            if code or title:
                self._fault(wrong.words, number)
            return
        if not code and not title:
            if amounts:
                self._fault(_("There is an amount without a code and without a name."), number)
            return
        self._place(number, code, title, amounts, cells)

    def _place(
        self, number: int, code: str, title: str, amounts: dict[str, int], cells: Sequence[object]
    ) -> None:
        name = h.plain(title)
        if name in NOT_MONEY:
            return
        own = self.columns.classification or (FUNCTIONAL if classification_of(code) == FUNCTIONAL else "")
        inside = self._in_block(code, name, own)
        if inside:
            self._block_row(number, inside, title, amounts)
            return
        classification = own or self._guess(code)
        form = one_form(code, classification)
        if not form and (code or name in h.TOTAL_WORDS):
            self._total(number, classification, amounts)
            return
        if not form:
            if amounts:
                words = _("“{title}” has an amount but no code.")
                self._fault(format_lazy(words, title=title[:60]), number)
            return
        self._close_block()
        english = self._text(cells, self.columns.places.get(h.TITLE_EN, -1))
        self._add(ReadLine(classification, form, title, english, amounts, self.grid.name, number))

    def _in_block(self, code: str, name: str, own: str) -> str:
        """The economic code of a row below a programme (or the whole), or nothing."""
        if own in (FUNCTIONAL, ECONOMIC, REVENUE):
            return ""
        if not code:
            return ECONOMIC_BY_NAME.get(name, "")
        if code.split(".")[0] in _BLOCK_CODES and name in ECONOMIC_BY_NAME:
            return code
        if (
            code == "00"
            and name in h.TOTAL_WORDS
            and self.block.line is not None
            and not self.block.line.amounts
        ):
            return "00"
        return ""

    def _block_row(self, number: int, code: str, title: str, amounts: dict[str, int]) -> None:
        line = self.block.line
        if line is not None and code == "00":
            line.amounts.update(amounts)
        elif line is None:
            self._add(ReadLine(ECONOMIC, code, title, "", amounts, self.grid.name, number), is_block=True)
        elif code in _BLOCK_CODES:
            self.in_blocks += 1
            for phase, tetri in amounts.items():
                self.block.parts[phase] = self.block.parts.get(phase, 0) + tetri

    def _close_block(self) -> None:
        """Compare the economic rows of a programme with its amount."""
        line, parts = self.block.line, self.block.parts
        for phase, together in parts.items():
            if line is not None and line.amounts.get(phase, together) != together:
                whole = line.amounts[phase]
                self.read.gaps.append(
                    Gap(ECONOMIC, phase, line.code, line.title_ka, line.sheet, line.row, whole, together)
                )
        self.block.parts = {}

    def _total(self, number: int, classification: str, amounts: dict[str, int]) -> None:
        for phase, tetri in amounts.items():
            self.read.totals.setdefault((classification, phase), (tetri, self.grid.name, number))

    def _add(self, line: ReadLine, *, is_block: bool = False) -> None:
        first = self.first_of.setdefault((line.classification, line.code), line.row)
        if first != line.row:
            words = _("The code {code} stands in row {row} already.")
            self._fault(format_lazy(words, code=line.code, row=first), line.row)
            return
        if not line.title_ka and not line.title_en:
            self._fault(format_lazy(_("The code {code} has no name."), code=line.code), line.row)
            return
        line.title_ka, line.title_en = line.title_ka[:LONGEST_TITLE], line.title_en[:LONGEST_TITLE]
        self.negatives += any(tetri < 0 for tetri in line.amounts.values())
        self.read.lines.append(line)
        if line.classification == PROGRAMME:
            self.block = _Block(line)
        elif is_block:
            self.of_the_whole = True

    def _guess(self, code: str) -> str:
        return PROGRAMME if " " in code or code[:1] == "0" else classification_of(code)

    def _is_wanted(self, cells: Sequence[object]) -> bool:
        year = self._text(cells, self.columns.places.get(h.YEAR, -1))
        if year and str(self.wanted.year) not in year and f"FY{self.wanted.year % 100:02d}" not in year:
            self.other_years += 1
            return False
        town = self._text(cells, self.columns.places.get(h.TOWN, -1)).casefold()
        if town and self.wanted.town_names and town not in self.wanted.town_names:
            self.other_towns += 1
            return False
        return True

    def _amounts(self, cells: Sequence[object]) -> dict[str, int]:
        found = {}
        for phase, place in self.columns.amounts.items():
            tetri = tetri_of(cells[place], self.read.unit) if place < len(cells) else None
            if tetri is not None:
                found[phase] = tetri
        return found

    def _text(self, cells: Sequence[object], place: int) -> str:
        if not 0 <= place < len(cells) or cells[place] is None:
            return ""
        cell = cells[place]
        return " ".join(str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).split())

    def _fault(self, words: Said, number: int) -> None:
        if len(self.read.faults) < MOST_FAULTS:
            self.read.faults.append(Fault(words, self.grid.name, number))

    def _remarks(self) -> None:
        for count, words in (
            (
                self.in_blocks,
                _("Rows of kinds of spending within programmes, compared and left out: {count}"),
            ),
            (self.other_years, _("Rows of other years, left out: {count}")),
            (self.other_towns, _("Rows of other municipalities, left out: {count}")),
            (self.negatives, _("Negative lines (corrections; counted, not drawn): {count}")),
            (self.grid.formulas, _("Cells that are formulas; the value last computed was read: {count}")),
        ):
            if count:
                self.read.remarks.append(Fault(format_lazy(words, count=count), self.grid.name))
