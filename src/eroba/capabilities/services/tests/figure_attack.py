"""Somebody who keeps every page and file ever published and tries to work out what was held back.

Written without looking at how it is held back: it knows the sums that tie the numbers together, and that a number held
back for its smallness is one to four, and any other at least one, for nought is always shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product

from eroba.capabilities.services.open_process.cells import (
    APPEAL_ENDINGS,
    APPEALED,
    APPEALS_DECIDED,
    DECIDED,
    ENDINGS,
    OTHERS,
    REASON,
    RECEIVED,
    REFUSED,
    TIMELINESS,
    TOWN,
    Cell,
)
from eroba.capabilities.services.open_process.figure import Figure

MANY = 10**6
Sum = dict[Cell, int]
"""Numbers with their signs; together they are nought."""


def sums_between(cells: Iterable[Cell]) -> list[Sum]:
    """Every sum a reader knows of: of months, halves and years, of services, of kinds and of reasons."""
    known = sorted(set(cells))
    found: list[Sum] = []
    in_halves = {cell for cell in known if "-H" in cell.period}
    for whole in known:
        if whole.measure in (RECEIVED, DECIDED):
            found.append(_parts(whole, [c for c in known if _lies_right_below(c, whole)]))
        if whole.service == TOWN and whole.measure in (RECEIVED, DECIDED, APPEALED, APPEALS_DECIDED):
            parts = [c for c in known if c.service not in (TOWN, OTHERS) and _same(c, whole)]
            found.append(_parts(whole, parts))
        if whole.service == TOWN and whole.measure in (*ENDINGS, *TIMELINESS, *APPEAL_ENDINGS):
            found.append(_parts(whole, [c for c in in_halves if c.service != TOWN and _same(c, whole)]))
        for kinds, of in ((ENDINGS, DECIDED), (TIMELINESS, DECIDED), (APPEAL_ENDINGS, APPEALS_DECIDED)):
            if whole.measure == of and whole in in_halves:
                parts = [c for c in in_halves if c.measure in kinds and _beside(c, whole)]
                if whole.service != TOWN or of == APPEALS_DECIDED:
                    found.append(_parts(whole, parts))
        if whole.measure == REFUSED:
            found.append(_parts(whole, [c for c in known if _beside(c, whole) and REASON in c.measure]))
    return [one for one in found if len(one) > 1]


def worked_out(figures: Mapping[Cell, Figure]) -> dict[Cell, int]:
    """What was held back and can be worked out all the same, with its number."""
    bounds = {cell: _known(figure) for cell, figure in figures.items()}
    # what is not over yet is in no file; it may be anything
    equations = sums_between(_with_years_to_come(figures))
    for equation in equations:
        for cell in equation:
            bounds.setdefault(cell, (0, MANY))
    _narrow(bounds, [*equations, *_reduced(equations, bounds)])
    return {
        cell: bounds[cell][0]
        for cell, figure in figures.items()
        if figure.value is None and bounds[cell][0] == bounds[cell][1]
    }


def every_table(figures: Mapping[Cell, Figure], most: int) -> dict[Cell, set[int]]:
    """Every value each hidden number has in any table that fits, tried one by one; for small towns only."""
    hidden = sorted(cell for cell, figure in figures.items() if figure.value is None)
    equations = sums_between(figures)
    base = [cell for cell in hidden if not any(equation.get(cell) == -1 for equation in equations)]
    ranges = [range(1, 5) if figures[cell].is_small else range(1, most) for cell in base]
    possible: dict[Cell, set[int]] = defaultdict(set)
    for chosen in product(*ranges):
        values = {cell: figure.value for cell, figure in figures.items() if figure.value is not None}
        values |= dict(zip(base, chosen, strict=True))
        if _completed(values, equations, figures):
            for cell in hidden:
                possible[cell].add(values[cell])
    return possible


def _completed(values: dict[Cell, int], equations: list[Sum], figures: Mapping[Cell, Figure]) -> bool:
    for _round in range(4):
        for equation in equations:
            open_cells = [cell for cell in equation if cell not in values]
            rest = sum(sign * values[cell] for cell, sign in equation.items() if cell in values)
            if len(open_cells) == 1:
                value = -rest * equation[open_cells[0]]
                low, high = _known(figures[open_cells[0]])
                if not low <= value <= high:
                    return False
                values[open_cells[0]] = value
            elif not open_cells and rest:
                return False
    return True


def _known(figure: Figure) -> tuple[int, int]:
    if figure.value is not None:
        return figure.value, figure.value
    return (1, 4) if figure.is_small else (1, MANY)


def _with_years_to_come(figures: Mapping[Cell, Figure]) -> set[Cell]:
    later = set()
    for cell in figures:
        if cell.measure in (RECEIVED, DECIDED) and cell.service != OTHERS:
            later |= {Cell(cell.service, period, cell.measure) for period in _above(cell.period)}
    return set(figures) | later


def _above(period: str) -> list[str]:
    if len(period) == 4:
        return []
    year = period[:4]
    return [year] if "H" in period else [year, f"{year}-H{1 if int(period[5:]) < 7 else 2}"]


def _lies_right_below(part: Cell, whole: Cell) -> bool:
    above = _above(part.period)
    return part.service == whole.service and part.measure == whole.measure and above[-1:] == [whole.period]


def _same(part: Cell, whole: Cell) -> bool:
    return part.period == whole.period and part.measure == whole.measure


def _beside(part: Cell, whole: Cell) -> bool:
    return part.period == whole.period and part.service == whole.service


def _parts(whole: Cell, parts: Iterable[Cell]) -> Sum:
    return {whole: -1} | dict.fromkeys(parts, 1)


def _reduced(equations: list[Sum], bounds: Mapping[Cell, tuple[int, int]]) -> list[dict[Cell, Fraction]]:
    """Sums added and subtracted until each has one unknown number of its own (Gauss and Jordan)."""
    rows = [{cell: Fraction(sign) for cell, sign in equation.items()} for equation in equations]
    unknown = sorted({cell for row in rows for cell in row if bounds[cell][0] != bounds[cell][1]})
    done: list[dict[Cell, Fraction]] = []
    for cell in unknown:
        pivot = next((row for row in rows if row.get(cell)), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        pivot = {other: sign / pivot[cell] for other, sign in pivot.items()}
        rows, done = [_minus(row, pivot, cell) for row in rows], [_minus(row, pivot, cell) for row in done]
        done.append(pivot)
    return done


def _minus(row: dict[Cell, Fraction], pivot: dict[Cell, Fraction], cell: Cell) -> dict[Cell, Fraction]:
    times = row.get(cell)
    if not times:
        return row
    mixed = {other: row.get(other, Fraction(0)) - times * pivot.get(other, 0) for other in row | pivot}
    return {other: sign for other, sign in mixed.items() if sign}


def _narrow(bounds: dict[Cell, tuple[int, int]], equations: Iterable[Mapping[Cell, Fraction | int]]) -> None:
    every, has_changed, rounds = list(equations), True, 0
    while has_changed and rounds < 60:
        has_changed, rounds = False, rounds + 1
        for equation in every:
            reach = {
                cell: sorted((sign * bounds[cell][0], sign * bounds[cell][1]))
                for cell, sign in equation.items()
            }
            low, high = sum(ends[0] for ends in reach.values()), sum(ends[1] for ends in reach.values())
            for cell, sign in equation.items():
                own = reach[cell]
                ends = sorted((-(low - own[0]) / sign, -(high - own[1]) / sign))
                least, most = max(bounds[cell][0], -(-ends[0] // 1)), min(bounds[cell][1], ends[1] // 1)
                assert least <= most, f"what is published contradicts itself at {cell}"
                if (least, most) != bounds[cell]:
                    bounds[cell], has_changed = (int(least), int(most)), True
