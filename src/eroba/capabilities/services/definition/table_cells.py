"""A decision table as cells one can type in: read from its file, changed, and written back as the same file.

What the cells may say is checked where the table is read; here nothing is refused that has rows and columns.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.table import MOST_COLUMNS, MOST_ROWS, read_table

ACTS = ("add", "remove", "up", "down")


@dataclass(frozen=True, slots=True)
class CellColumn:
    """A column: its id in the file, the fact or result it is about, and whether it is a condition."""

    id: str
    field: str
    is_condition: bool


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row: its code and its cells, in the order of the columns."""

    code: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class CellTable:
    """A table ready to be typed in; `plain` is the whole file it came from."""

    columns: tuple[CellColumn, ...]
    rows: tuple[CellRow, ...]
    plain: Mapping[str, Any]


def cells_of(name: str, written: bytes) -> CellTable | None:
    """Read a table's file as cells; nothing when it has no rows and columns to show, so that its text is edited."""
    try:
        plain: Mapping[str, Any] = read_table(name, written)
    except DefinitionBroken:
        return None
    content = _content(plain)
    if content is None:
        return None
    columns = tuple(
        CellColumn(str(one["id"]), str(one["field"]), side == "inputs")
        for side in ("inputs", "outputs")
        for one in content[side]
    )
    if len(columns) > MOST_COLUMNS * 2 or len(content["rules"]) > MOST_ROWS:
        return None
    rows = tuple(
        CellRow(str(row.get("_id", "")), tuple(str(row.get(column.id, "")) for column in columns))
        for row in content["rules"]
    )
    return CellTable(columns, rows, plain)


def with_typed(table: CellTable, typed: Mapping[str, str]) -> CellTable:
    """Put what was typed into the cells; `3-code` and `3-<column>` are of the fourth row, the others stay."""
    rows = tuple(
        CellRow(
            typed.get(f"{at}-code", row.code).strip(),
            tuple(
                typed.get(f"{at}-{column.id}", cell).strip()
                for column, cell in zip(table.columns, row.cells, strict=True)
            ),
        )
        for at, row in enumerate(table.rows)
    )
    return _with_rows(table, rows)


def after_act(table: CellTable, act: str) -> CellTable:
    """Add a row below, remove or move one: `add-3`, `remove-3`, `up-3`, `down-3`; anything else changes nothing."""
    word, _dash, number = act.partition("-")
    if word not in ACTS or not number.isdigit() or int(number) >= len(table.rows):
        return table
    at, rows = int(number), list(table.rows)
    if word == "add" and len(rows) < MOST_ROWS:
        rows.insert(at + 1, CellRow(_free_code(table, rows[at].code), ("",) * len(table.columns)))
    elif word == "remove" and len(rows) > 1:
        rows.pop(at)
    elif word in ("up", "down"):
        to = at + (1 if word == "down" else -1)
        if 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
    return _with_rows(table, tuple(rows))


def as_file(table: CellTable) -> str:
    """Write the table out as its file."""
    return json.dumps(table.plain, ensure_ascii=False, indent=2) + "\n"


def _with_rows(table: CellTable, rows: tuple[CellRow, ...]) -> CellTable:
    plain = deepcopy(dict(table.plain))
    content = _content(plain)
    if content is not None:
        content["rules"] = [
            {"_id": row.code}
            | {column.id: cell for column, cell in zip(table.columns, row.cells, strict=True)}
            for row in rows
        ]
    return CellTable(table.columns, rows, plain)


def _content(plain: Mapping[str, Any]) -> dict[str, Any] | None:
    nodes = plain.get("nodes")
    for node in nodes if isinstance(nodes, list) else ():
        content = node.get("content") if isinstance(node, dict) else None
        if isinstance(content, dict) and node.get("type") == "decisionTableNode" and _is_whole(content):
            return content
    return None


def _is_whole(content: Mapping[str, Any]) -> bool:
    sides = [content.get(side) for side in ("inputs", "outputs")]
    columns = [one for side in sides if isinstance(side, list) for one in side]
    are_columns = all(isinstance(one, dict) and "id" in one and "field" in one for one in columns)
    rows = content.get("rules")
    are_rows = isinstance(rows, list) and bool(rows) and all(isinstance(row, dict) for row in rows)
    return all(isinstance(side, list) and side for side in sides) and are_columns and are_rows


def _free_code(table: CellTable, beside: str) -> str:
    stem = beside.rstrip("0123456789").rstrip("-") or "row"
    taken = {row.code for row in table.rows}
    return next(code for at in range(1, MOST_ROWS + 2) if (code := f"{stem}-{at}") not in taken)
