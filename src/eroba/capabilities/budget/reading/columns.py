"""Finding the line of headings in a sheet, and which columns hold what was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget.reading.found import PHASES, NotRead, Wanted
from eroba.capabilities.budget.reading.grids import Grid
from eroba.capabilities.budget.reading.headings import (
    CODE,
    LEVEL,
    PHASE_KINDS,
    TITLE,
    TOTAL_WORDS,
    Heading,
    heading_of,
    plain,
)

#: Titles, dates and forms stand above the table; further down there is none.
SEARCHED_ROWS = 40


@dataclass
class Columns:
    """Where things stand in a sheet: places counted from nought, -1 for none."""

    first_row: int
    code: int = -1
    title: int = -1
    classification: str = ""
    amounts: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    """Year, town, direction, English title."""
    levels: list[int] = field(default_factory=list)


def find_columns(grid: Grid, wanted: Wanted) -> Columns | None:
    """The columns of a sheet; nothing when it has no table. Raises NotRead when its years are others."""
    for place, (number, cells) in enumerate(grid.rows[:SEARCHED_ROWS]):
        headings = [heading_of(cell) for cell in cells]
        kinds = {one.kind for one in headings if one}
        if not kinds & PHASE_KINDS or not kinds & {CODE, TITLE, LEVEL}:
            continue
        below = grid.rows[place + 1][1] if place + 1 < len(grid.rows) else []
        return _columns(headings, _subheadings(cells, below), wanted, number)
    return None


def _subheadings(cells: Sequence[object], below: Sequence[object]) -> dict[int, int]:
    """For a heading over several columns (merged cells): its place -> the place of its total below."""
    texts = [plain(cell) for cell in below]
    if any(heading_of(cell) is not None and heading_of(cell).kind in (CODE, TITLE) for cell in below):  # type: ignore[union-attr]
        return {}
    led: dict[int, int] = {}
    for place, cell in enumerate(cells):
        if not plain(cell):
            continue
        group = [place]
        while (after := group[-1] + 1) < max(len(cells), len(texts)) and not plain(
            cells[after] if after < len(cells) else ""
        ):
            if after >= len(texts) or not texts[after]:
                break
            group.append(after)
        if len(group) > 1:
            led[place] = next((one for one in group if one < len(texts) and texts[one] in TOTAL_WORDS), place)
    return led


def _columns(headings: Sequence[Heading | None], led: dict[int, int], wanted: Wanted, number: int) -> Columns:
    found = Columns(first_row=number)
    years = {one.year for one in headings if one and one.kind in PHASE_KINDS and one.year}
    if years and wanted.year not in years:
        words = _("The columns are of the years {years}, not of {year}.")
        known = ", ".join(map(str, sorted(years)))
        raise NotRead(format_lazy(words, years=known, year=wanted.year))
    named = {
        one.classification for one in headings if one and one.kind in (CODE, TITLE) and one.classification
    }
    for place, one in enumerate(headings):
        if one is None or (one.kind in PHASE_KINDS and one.year not in (None, wanted.year)):
            continue
        if one.kind in PHASE_KINDS:
            phase = one.kind if one.kind in PHASES else wanted.phase
            found.amounts.setdefault(phase, led.get(place, place))
        elif one.kind == CODE and (found.code < 0 or (one.classification and not found.classification)):
            found.code, found.classification = place, one.classification or found.classification
        elif one.kind == TITLE and (found.title < 0 or one.classification):
            found.title = place
        elif one.kind == LEVEL:
            found.levels.append(place)
        elif one.kind not in (CODE, TITLE):
            found.places.setdefault(one.kind, place)
    if not found.classification and len(named) == 1:
        found.classification = named.pop()
    return found
