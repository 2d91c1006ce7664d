"""Looks at a decision table as a whole: facts no row fits, rows that never fire, rows whose order decides.

Exact for cells that only compare; what calculates or asks other facts is named as not decided. Works on boxes of
regions: from everything possible each row takes its part away, in order, as the table itself does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import zen

from eroba.capabilities.services.analysis.regions import (
    COUNTED,
    OTHER_WORD,
    Bounds,
    Region,
    is_simple,
    numbers_in,
    regions_of_numbers,
    words_in,
)
from eroba.capabilities.services.definition.service import DecisionFact, ServiceDefinition
from eroba.capabilities.services.definition.table import DecisionTable, TableRow
from eroba.capabilities.services.expressions import ExpressionFailed, names_in, value_of

MOST_BOXES = 20_000
MOST_COMBINATIONS = 20_000
NOT_KNOWN = Region(None, "not known")
#: For each column the regions still meant, as bits.
Box = tuple[int, ...]


@dataclass(frozen=True)
class TableView:
    """What was found: gaps as facts, rows never reached, pairs whose order decides, what could not be decided."""

    columns: tuple[tuple[Region, ...], ...]
    names: tuple[str, ...]
    gaps: list[dict[str, Region]] = field(default_factory=list)
    perhaps_gaps: list[dict[str, Region]] = field(default_factory=list)
    dead_rows: list[str] = field(default_factory=list)
    order_matters: list[tuple[str, str]] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    witnesses: dict[str, dict[str, object]] = field(default_factory=dict)


def look_at(service: ServiceDefinition, table: DecisionTable) -> TableView:
    """Work out everything about a table; where it grows too large to decide, say so."""
    undecided = list(_not_simple(table))
    columns = tuple(columns_of(service, table).values())
    view = TableView(columns, table.inputs, undecided=undecided)
    certain = [_box(service, table, row, columns, otherwise=False) for row in table.rows]
    possible = [_box(service, table, row, columns, otherwise=True) for row in table.rows]
    everything = tuple((1 << len(regions)) - 1 for regions in columns)
    try:
        universe, is_exact = _possible_facts(service, view, everything)
        _walk(view, table, universe, certain, possible, is_exact=is_exact)
    except _TooMany:
        words = f"the table parts its facts into more than {MOST_BOXES} pieces"
        return replace(TableView(columns, table.inputs), undecided=[*undecided, words])
    return view


def columns_of(service: ServiceDefinition, table: DecisionTable) -> dict[str, tuple[Region, ...]]:
    """Return for each fact of a table the regions its cells part it into."""
    facts = {fact.code: fact for fact in service.decision.facts}
    return {name: _regions(service, table, facts.get(name), at) for at, name in enumerate(table.inputs)}


class _TooMany(Exception):
    """The table is too large to be looked at whole."""


def _walk(
    view: TableView,
    table: DecisionTable,
    universe: list[Box],
    certain: Sequence[Box],
    possible: Sequence[Box],
    *,
    is_exact: bool,
) -> None:
    left, surely_left = universe, universe
    for at, row in enumerate(table.rows):
        reached = [box for one in left if (box := _both(one, possible[at])) is not None]
        if not reached:
            view.dead_rows.append(row.code)
        else:
            view.witnesses[row.code] = {
                name: region.value for name, region in _example(view, reached[0]).items()
            }
        _compare_with_later(view, table, at, reached, possible)
        left = _without(left, certain[at])
        surely_left = _without(surely_left, possible[at])
    gaps = [_example(view, box) for box in surely_left]
    if is_exact:
        view.gaps.extend(gaps)
    else:
        view.perhaps_gaps.extend(gaps)
    if left and not surely_left:
        view.perhaps_gaps.extend(_example(view, box) for box in left)


def _compare_with_later(
    view: TableView, table: DecisionTable, at: int, reached: list[Box], possible: Sequence[Box]
) -> None:
    # Only what fires can hide something; the last row without conditions is meant to take what is left.
    for later in range(at + 1, len(table.rows)):
        if not any(cell for _name, cell in table.rows[later].conditions):
            continue
        if _result(table.rows[at]) != _result(table.rows[later]) and any(
            _both(box, possible[later]) is not None for box in reached
        ):
            view.order_matters.append((table.rows[at].code, table.rows[later].code))


def _result(row: TableRow) -> tuple[str | None, str | None]:
    results = dict(row.results)
    return results.get("outcome"), results.get("amount")


def _not_simple(table: DecisionTable) -> Iterator[str]:
    for row in table.rows:
        for name, cell in row.conditions:
            if cell and not is_simple(cell):
                yield f"row {row.code}, {name}: “{cell}” calculates, so only trying it out can tell"


def _regions(
    service: ServiceDefinition, table: DecisionTable, fact: DecisionFact | None, at: int
) -> tuple[Region, ...]:
    cells = [row.conditions[at][1] for row in table.rows]
    found = _of_kind(service, fact, cells)
    may_be_missing = fact is None or bool(fact.needed_if)
    return (*found, NOT_KNOWN) if may_be_missing else tuple(found)


def _of_kind(service: ServiceDefinition, fact: DecisionFact | None, cells: list[str]) -> list[Region]:
    kind = fact.kind if fact else "text"
    if kind == "yes_no":
        return [Region(True, "yes"), Region(False, "no")]
    if kind in ("number", "money"):
        settings = service.setting_values()
        borders = {number for cell in cells for number in numbers_in(cell, settings)}
        return regions_of_numbers(borders, _bounds(service, fact))
    asked = service.form.field(fact.field) if fact and fact.source == "answer" else None
    if asked and asked.kind == "choice":
        return [Region(choice.code, f"“{choice.code}”") for choice in asked.choices]
    words = sorted({word for cell in cells for word in words_in(cell)})
    return [*(Region(word, f"“{word}”") for word in words), Region(OTHER_WORD, "anything else")]


def _bounds(service: ServiceDefinition, fact: DecisionFact | None) -> Bounds:
    if fact is None:
        return Bounds()
    if fact.source == "earlier_cases":
        return COUNTED
    return Bounds.of_field(service.form.field(fact.field) if fact.source == "answer" else None)


def _box(
    service: ServiceDefinition,
    table: DecisionTable,
    row: TableRow,
    columns: tuple[tuple[Region, ...], ...],
    *,
    otherwise: bool,
) -> Box:
    settings = {code: float(value) for code, value in service.setting_values().items()}
    bits = []
    for (_name, cell), regions in zip(row.conditions, columns, strict=True):
        if not cell or (not is_simple(cell) and otherwise):
            bits.append((1 << len(regions)) - 1)
        elif not is_simple(cell):
            bits.append(0)
        else:
            bits.append(sum(1 << at for at, one in enumerate(regions) if accepts(cell, one.value, settings)))
    return tuple(bits)


def accepts(cell: str, value: object, settings: dict[str, float]) -> bool:
    """Whether one cell takes a value; a comparison that cannot be made does not, as in the table itself."""
    try:
        return zen.evaluate_unary_expression(cell, {"$": value, "settings": settings}) is True
    except Exception:  # zen raises bare Exception for values it cannot compare
        return False


def _possible_facts(service: ServiceDefinition, view: TableView, everything: Box) -> tuple[list[Box], bool]:
    """Everything that can come before the table: a fact is missing only where it is not needed."""
    boxes, is_exact = [everything], True
    for at, name in enumerate(view.names):
        fact = next((one for one in service.decision.facts if one.code == name), None)
        if fact is None or not fact.needed_if:
            continue
        about = [code for code in view.names if code in names_in(fact.needed_if) and code != name]
        if set(about) != set(names_in(fact.needed_if)) or not is_simple(fact.needed_if, about):
            is_exact = False
            continue
        boxes = _where_missing_is_possible(view, boxes, at, about, fact.needed_if)
    return boxes, is_exact


def _where_missing_is_possible(
    view: TableView, boxes: list[Box], at: int, about: list[str], needed_if: str
) -> list[Box]:
    positions = [view.names.index(name) for name in about]
    missing = 1 << (len(view.columns[at]) - 1)
    combinations = list(product(*(enumerate(view.columns[position]) for position in positions)))
    if len(combinations) > MOST_COMBINATIONS:
        raise _TooMany
    for combination in combinations:
        known = {
            name: region.value
            for name, (_bit, region) in zip(about, combination, strict=True)
            if region.value is not None
        }
        if _is_needed(needed_if, known):
            impossible = [(1 << len(regions)) - 1 for regions in view.columns]
            impossible[at] = missing
            for position, (bit, _region) in zip(positions, combination, strict=True):
                impossible[position] = 1 << bit
            boxes = _without(boxes, tuple(impossible))
    return boxes


def _is_needed(needed_if: str, known: dict[str, object]) -> bool:
    try:
        return value_of(needed_if, known) is not False
    except ExpressionFailed:
        return True


def _both(one: Box, other: Box) -> Box | None:
    shared = tuple(left & right for left, right in zip(one, other, strict=True))
    return shared if all(shared) else None


def _without(boxes: list[Box], taken: Box) -> list[Box]:
    left: list[Box] = []
    for box in boxes:
        if _both(box, taken) is None:
            left.append(box)
            continue
        rest = list(box)
        for at, bits in enumerate(taken):
            outside = rest[at] & ~bits
            if outside:
                left.append((*rest[:at], outside, *rest[at + 1 :]))
            rest[at] &= bits
        if len(left) > MOST_BOXES:
            raise _TooMany
    return left


def _example(view: TableView, box: Box) -> dict[str, Region]:
    """One combination of a box: for each fact its first region still meant."""
    return {
        name: regions[(bits & -bits).bit_length() - 1]
        for name, regions, bits in zip(view.names, view.columns, box, strict=True)
    }


def as_words(view: TableView, gap: dict[str, Region]) -> str:
    """Say a combination of facts in words, leaving out facts that have one region only."""
    told = [
        f"{name} is {region.words}"
        for name, regions, region in zip(view.names, view.columns, gap.values(), strict=True)
        if len(regions) > 1
    ]
    return ", ".join(told) or "nothing is known"
