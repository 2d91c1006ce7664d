"""A decision table as zen-engine reads it (JDM), checked before anything is run.

Only a table between an input and an output is allowed: no function nodes (they would run JavaScript), no
other nodes, first hit wins, bounded in size, every cell read once.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eroba.capabilities.services.definition.findings import DefinitionBroken, Finding
from eroba.capabilities.services.expressions import problem_in_cell, problem_in_expression

LARGEST_TABLE_BYTES = 512 * 1024
MOST_ROWS = 300
MOST_COLUMNS = 40
OUTPUTS = ("outcome", "amount", "rule_code", "because_ka", "because_en", "basis")
_NODES = {"inputNode", "decisionTableNode", "outputNode"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its code and its cells by column."""

    code: str
    conditions: tuple[tuple[str, str], ...]
    results: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A checked table; `jdm` is the canonical text zen-engine is given."""

    name: str
    inputs: tuple[str, ...]
    rows: tuple[TableRow, ...]
    jdm: str


def read_table(name: str, written: bytes) -> Mapping[str, object]:
    """Read a table's file into plain values; raises DefinitionBroken with file and line."""
    file = f"rules/{name}.json"
    if len(written) > LARGEST_TABLE_BYTES:
        raise DefinitionBroken([Finding(file, 0, "the table is too large", "two smaller tables")])
    try:
        plain = json.loads(written.decode("utf-8-sig"))
    except json.JSONDecodeError as failure:
        raise DefinitionBroken([Finding(file, failure.lineno, f"not JSON: {failure.msg}")]) from failure
    except (UnicodeDecodeError, RecursionError, ValueError) as failure:
        raise DefinitionBroken([Finding(file, 0, "cannot be read as JSON")]) from failure
    if not isinstance(plain, dict):
        raise DefinitionBroken([Finding(file, 1, "a table is an object with nodes and edges")])
    return plain


def make_table(name: str, plain: Mapping[str, object]) -> DecisionTable:
    """Check a table and make it ready to use; raises DefinitionBroken with every reason found."""
    findings = [Finding(f"rules/{name}.json", 0, message, instead) for message, instead in _problems(plain)]
    if findings:
        raise DefinitionBroken(findings)
    content = _table_content(plain)
    inputs = {column["id"]: column["field"] for column in content["inputs"]}
    outputs = {column["id"]: column["field"] for column in content["outputs"]}
    rows = tuple(
        TableRow(
            row["_id"],
            tuple((field, row.get(column, "").strip()) for column, field in inputs.items()),
            tuple((field, row.get(column, "").strip()) for column, field in outputs.items()),
        )
        for row in content["rules"]
    )
    return DecisionTable(
        name, tuple(inputs.values()), rows, json.dumps(plain, sort_keys=True, ensure_ascii=False)
    )


def _problems(plain: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    nodes = plain.get("nodes")
    if not isinstance(nodes, list) or not all(isinstance(node, dict) for node in nodes):
        yield "a table needs a list of nodes", "one input, one decision table, one output"
        return
    kinds = sorted(str(node.get("type")) for node in nodes)
    if "functionNode" in kinds:
        yield "function nodes are not allowed: they run code", "a decision table"
        return
    if kinds != sorted(_NODES):
        yield f"the nodes are {', '.join(kinds)}", "one input, one decision table, one output"
        return
    yield from _edge_problems(nodes, plain.get("edges"))
    content = _table_content(plain)
    if not isinstance(content, dict):
        yield "the table is empty", "columns and rows"
        return
    if (
        content.get("executionMode", "single") != "single"
        or content.get("inputField")
        or content.get("passThrough")
    ):
        yield "loops and pass-through are not allowed", "a table in single mode"
    if content.get("hitPolicy") != "first":
        yield (
            "the hit policy must be “first”, so that one row decides and can be cited",
            '"hitPolicy": "first"',
        )
    yield from _column_problems(content) or _row_problems(content)


def _edge_problems(nodes: list[dict[str, object]], edges: object) -> Iterator[tuple[str, str]]:
    by_kind = {str(node["type"]): node.get("id") for node in nodes}
    source, table, end = (by_kind[kind] for kind in ("inputNode", "decisionTableNode", "outputNode"))
    drawn = [
        (edge.get("sourceId"), edge.get("targetId"))
        for edge in (edges if isinstance(edges, list) else [])
        if isinstance(edge, dict)
    ]
    if sorted(map(str, drawn)) != sorted(map(str, [(source, table), (table, end)])):
        yield "the nodes are not joined in one line", "edges from the input to the table and on to the output"


def _column_problems(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    for side in ("inputs", "outputs"):
        columns = content.get(side)
        if not isinstance(columns, list) or not 0 < len(columns) <= MOST_COLUMNS:
            return [(f"the table needs one to {MOST_COLUMNS} {side}", "")]
        for column in columns:
            if not isinstance(column, dict) or not all(
                isinstance(column.get(key), str) for key in ("id", "field")
            ):
                return [(f"each of the {side} needs an id and a field", "")]
    missing = set(OUTPUTS) - {column["field"] for column in content["outputs"]}
    return (
        [(f"the table does not say {', '.join(sorted(missing))}", "a column for each of them")]
        if missing
        else []
    )


def _row_problems(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    rows = content.get("rules")
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_ROWS:
        yield f"the table needs one to {MOST_ROWS} rows", ""
        return
    codes: set[str] = set()
    for position, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not all(isinstance(cell, str) for cell in row.values()):
            yield f"row {position}: every cell must be text", ""
            continue
        code = row.get("_id", "")
        if not code or code in codes:
            yield f"row {position}: each row needs a code of its own (_id)", ""
        codes.add(code)
        yield from _cell_problems(content, row, f"row {position} ({code})")


def _cell_problems(
    content: Mapping[str, Any], row: Mapping[str, str], place: str
) -> Iterator[tuple[str, str]]:
    for column in content["inputs"]:
        cell = row.get(column["id"], "").strip()
        problem = problem_in_cell(cell) if cell else ""
        if problem:
            yield f"{place}, {column['field']}: “{cell}”: {problem}", "a comparison such as < 100 or 'word'"
    for column in content["outputs"]:
        cell = row.get(column["id"], "").strip()
        problem = problem_in_expression(cell) if cell else "is empty"
        if problem:
            yield f"{place}, {column['field']}: “{cell}”: {problem}", "a word in quotes or a number"


def _table_content(plain: Mapping[str, Any]) -> Any:
    return next(node.get("content") for node in plain["nodes"] if node.get("type") == "decisionTableNode")
