"""A decision table read the slow and obvious way: the oracle for zen-engine's answers."""

from collections.abc import Mapping

from eroba.capabilities.services.definition.table import DecisionTable, TableRow


def naive_row(table: DecisionTable, facts: Mapping[str, object], settings: Mapping[str, float]) -> TableRow:
    """Return the first row all of whose cells accept their fact."""
    for row in table.rows:
        if all(accepts(cell, facts.get(field), settings) for field, cell in row.conditions):
            return row
    raise AssertionError("no row")


def accepts(cell: str, fact: object, settings: Mapping[str, float]) -> bool:
    """Whether one cell accepts one fact; knows exactly the shapes our seed tables use."""
    if not cell:
        return True
    if cell in ("true", "false"):
        return fact is (cell == "true")
    if cell.startswith("'"):
        return fact in [word.strip().strip("'") for word in cell.split(",")]
    sign, _, right = cell.partition(" ")
    limit = settings[right.removeprefix("settings.")] if right.startswith("settings.") else float(right)
    if isinstance(fact, bool) or not isinstance(fact, int | float):
        return False
    return {"<": fact < limit, ">=": fact >= limit}[sign]
