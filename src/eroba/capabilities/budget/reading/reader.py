"""The one way in: whatever the file, either the lines of a budget or sentences that say what is wrong."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget.reading import headings as h
from eroba.capabilities.budget.reading.adding_up import check_sums
from eroba.capabilities.budget.reading.amounts import tetri_of
from eroba.capabilities.budget.reading.columns import Columns, find_columns
from eroba.capabilities.budget.reading.flat import Gatherer, Level
from eroba.capabilities.budget.reading.found import (
    LARI,
    PROGRAMME,
    REVENUE,
    THOUSAND_LARI,
    Fault,
    NotRead,
    ReadBudget,
    Wanted,
)
from eroba.capabilities.budget.reading.grids import (
    OLD_WORKBOOK_SIGN,
    ZIP_SIGN,
    Grid,
    check_size,
    csv_grid,
    workbook_grids,
)
from eroba.capabilities.budget.reading.packages import DESCRIPTOR, read_package, read_packed
from eroba.capabilities.budget.reading.tables import SheetReader

SEARCHED_FOR_UNIT = 12
MOST_LINES = 5_000


def read_budget(content: bytes, wanted: Wanted) -> ReadBudget:
    """Read a CSV file, a workbook or a packed data package; never fails, whatever the bytes."""
    read = ReadBudget(unit=wanted.unit or LARI)
    try:
        check_size(content)
        if content[:4] == OLD_WORKBOOK_SIGN:
            raise NotRead(_("This is a workbook of the old kind (XLS). Save it as XLSX and send it again."))
        if content[:4] != ZIP_SIGN:
            _read_grids(read, [csv_grid(content)], wanted)
        elif not read_packed(read, content, wanted):
            _read_grids(read, workbook_grids(content), wanted)
        return _finished(read)
    except NotRead as wrong:
        read.faults.append(Fault(wrong.words))
        return read


def read_folder(folder: Path, wanted: Wanted) -> ReadBudget:
    """Read a data package that lies unpacked in a folder; its files must lie there too."""
    read, root = ReadBudget(unit=wanted.unit or LARI), folder.resolve()

    def opened(path: str) -> bytes:
        file = (root / path).resolve()
        if not file.is_relative_to(root):
            raise OSError(path)
        content = file.read_bytes()
        check_size(content)
        return content

    try:
        read_package(read, (root / DESCRIPTOR).read_bytes(), opened, wanted)
        return _finished(read)
    except NotRead as wrong:
        read.faults.append(Fault(wrong.words))
        return read


def _read_grids(read: ReadBudget, grids: Sequence[Grid], wanted: Wanted) -> None:
    found, put_off = 0, None
    for grid in grids:
        try:
            columns = find_columns(grid, wanted)
        except NotRead as wrong:
            put_off = wrong
            continue
        if columns is None:
            continue
        found += 1
        _find_unit(read, grid, columns, wanted)
        for row, letter in grid.unreckoned:
            words = _(
                "Column {letter}: a formula nobody has computed. Open the file in a spreadsheet and save it."
            )
            read.faults.append(Fault(format_lazy(words, letter=letter), grid.name, row))
        if columns.levels:
            _read_levels(read, grid, columns, wanted)
        else:
            SheetReader(read, grid, columns, wanted).run()
    if not found:
        raise put_off or NotRead(
            _(
                "No table was found. One row must name the columns: code (კოდი), name (დასახელება) and at least one of "
                "planned (გეგმა), adjusted (დაზუსტებული), executed (შესრულება)."
            )
        )


def _find_unit(read: ReadBudget, grid: Grid, columns: Columns, wanted: Wanted) -> None:
    """Thousands of lari, where the sheet says so above its table and nobody said otherwise."""
    above = [
        cell
        for number, cells in grid.rows[:SEARCHED_FOR_UNIT]
        if number <= columns.first_row
        for cell in cells
    ]
    says = any(h.says_thousands(cell) for cell in above)
    if says and not wanted.unit:
        read.unit = THOUSAND_LARI
        read.remarks.append(Fault(_("The sheet says thousands of lari; amounts were read so."), grid.name))
    elif says and wanted.unit == LARI:
        words = _("The sheet says thousands of lari, but amounts were read as lari, as you said.")
        read.remarks.append(Fault(words, grid.name))


def _read_levels(read: ReadBudget, grid: Grid, columns: Columns, wanted: Wanted) -> None:
    """A table without codes: each row names what it is part of, as in the adopted budget of a city."""
    gatherer = Gatherer(read, grid.name)
    direction, year = columns.places.get(h.DIRECTION, -1), columns.places.get(h.YEAR, -1)
    phase, place = next(iter(columns.amounts.items()))
    for number, cells in grid.rows:
        if number <= columns.first_row or (year >= 0 and not _is_of_year(str(cells[year]), wanted.year)):
            continue
        try:
            tetri = tetri_of(cells[place] if place < len(cells) else None, read.unit)
        except NotRead as wrong:
            read.faults.append(Fault(wrong.words, grid.name, number))
            continue
        side = str(cells[direction]).casefold() if direction >= 0 else ""
        levels = [Level("", str(cells[level] or "").strip()) for level in columns.levels]
        if tetri is not None:
            is_revenue = side.startswith(("rev", "შემოს"))
            gatherer.add(REVENUE if is_revenue else PROGRAMME, levels, {phase: tetri}, number)
    gatherer.finish()


def _is_of_year(text: str, year: int) -> bool:
    """2022, «2022 წელი», and FY21-22 for the year in which a fiscal year ends."""
    return str(year) in text or (text.upper().startswith("FY") and text.strip().endswith(f"{year % 100:02d}"))


def _finished(read: ReadBudget) -> ReadBudget:
    if not read.lines and not read.faults:
        read.faults.append(Fault(_("There is not one line of that year in the file.")))
    if len(read.lines) > MOST_LINES:
        words = _("The file has {count} lines; a budget shown to people has at most {most}.")
        read.faults.append(Fault(format_lazy(words, count=len(read.lines), most=MOST_LINES)))
    check_sums(read)
    return read
