"""Fiscal Data Packages: what their descriptor says of the columns, older and newer ways of saying it."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget.reading.amounts import tetri_of
from eroba.capabilities.budget.reading.flat import Gatherer, Level
from eroba.capabilities.budget.reading.found import (
    ADJUSTED,
    ECONOMIC,
    EXECUTED,
    FUNCTIONAL,
    PLANNED,
    PROGRAMME,
    REVENUE,
    Fault,
    NotRead,
    ReadBudget,
    Wanted,
)
from eroba.capabilities.budget.reading.grids import check_packed, csv_grid

DESCRIPTOR = "datapackage.json"
PHASE_OF = {
    "proposed": PLANNED, "approved": PLANNED, "adjusted": ADJUSTED, "executed": EXECUTED,
}  # fmt: skip
Opener = Callable[[str], bytes]


@dataclass
class _Dimension:
    classification: str
    levels: list[tuple[str, str]] = field(default_factory=list)
    """Columns of the code and of the name, from the largest to the smallest."""


@dataclass
class _Measure:
    source: str
    resource: str
    phase: str
    direction: str
    factor: int


def read_packed(read: ReadBudget, content: bytes, wanted: Wanted) -> bool:
    """Read a packed package; says whether it was one at all. Raises NotRead."""
    check_packed(content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        found = min((name for name in names if name.split("/")[-1] == DESCRIPTOR), key=len, default=None)
        if found is None:
            return False
        folder = found.removesuffix(DESCRIPTOR)
        try:
            read_package(read, packed.read(found), lambda path: packed.read(folder + path), wanted)
        except (zipfile.BadZipFile, RuntimeError, EOFError):
            raise NotRead(_("This file is broken. Save it again and send it once more.")) from None
    return True


def read_package(read: ReadBudget, descriptor: bytes, opened: Opener, wanted: Wanted) -> None:
    """Read the resources of a package; `opened` gives a file by the path its descriptor names. Raises NotRead."""
    try:
        said = json.loads(descriptor)
        model = said.get("model") or said.get("mapping") or {}
        measures = [_measure(one, wanted) for one in _named(model, "measures").values()]
        dimensions = _named(model, "dimensions")
        resources = list(said["resources"])
        currencies = {str(one.get("currency", "GEL")) for one in _named(model, "measures").values()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotRead(_("The description of this data package cannot be read.")) from None
    if not measures:
        raise NotRead(_("The data package does not say which column holds the amounts."))
    read.currency = currencies.pop() if len(currencies) == 1 else "GEL"
    for resource in resources:
        name, path = str(resource.get("name", "")), str(resource.get("path", ""))
        own = [one for one in measures if one.resource in ("", name)]
        if not own:
            continue
        try:
            content = opened(path)
        except (KeyError, OSError):
            raise NotRead(
                format_lazy(_("The file {path} is missing in the data package."), path=path[:80])
            ) from None
        own_dimensions = {code: one for code, one in dimensions.items() if _is_of(one, name)}
        _read_rows(read, content, name, own, own_dimensions, wanted)


def _named(model: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Measures or dimensions by name; some packages hold them as a list."""
    found = model.get(key) or {}
    return {str(place): one for place, one in enumerate(found)} if isinstance(found, list) else found


def _measure(said: Mapping[str, Any], wanted: Wanted) -> _Measure:
    factor = said.get("factor", 1) or 1
    return _Measure(
        str(said["source"]),
        str(said.get("resource", "")),
        PHASE_OF.get(str(said.get("phase", "")), wanted.phase),
        str(said.get("direction", "expenditure")),
        int(factor),
    )


def _is_of(dimension: Mapping[str, Any], resource: str) -> bool:
    named = {
        one.get("resource", "") for one in dimension.get("attributes", {}).values() if isinstance(one, dict)
    }
    return not named - {"", resource}


def _dimension(said: Mapping[str, Any]) -> _Dimension | None:
    """A classification of ours, its columns from the largest to the smallest."""
    kind, sort = said.get("dimensionType", ""), said.get("classificationType", "")
    classification = {"functional": FUNCTIONAL, "economic": ECONOMIC}.get(sort, "")
    if kind == "activity":
        classification = PROGRAMME
    elif not classification and kind == "classification" and not sort:
        classification = ECONOMIC
    attributes = said.get("attributes", {})
    if not classification or not attributes:
        return None
    labels = {one["labelfor"]: one["source"] for one in attributes.values() if one.get("labelfor")}
    keys = [name for name, one in attributes.items() if not one.get("labelfor") and "source" in one]
    ordered: list[str] = []
    while len(ordered) < len(keys):
        ready = [
            key for key in keys if key not in ordered and attributes[key].get("parent") in (None, *ordered)
        ]
        if not ready:
            break  # parents in a circle: what is left has no place
        ordered += ready
    return _Dimension(classification, [(attributes[key]["source"], labels.get(key, "")) for key in ordered])


def _read_rows(
    read: ReadBudget,
    content: bytes,
    name: str,
    measures: Sequence[_Measure],
    dimensions: Mapping[str, Any],
    wanted: Wanted,
) -> None:
    grid = csv_grid(content, name)
    heads = [str(cell).strip() for cell in grid.rows[0][1]] if grid.rows else []
    missing = [one.source for one in measures if one.source not in heads]
    if missing:
        words = _("The column {column} of the data package is missing in its file.")
        raise NotRead(format_lazy(words, column=missing[0][:60]))
    place = {head: at for at, head in enumerate(heads)}
    trees = [tree for tree in map(_dimension, dimensions.values()) if tree and tree.levels]
    years = _year_places(dimensions, place)
    gatherer = Gatherer(read, name)
    left_out = 0
    for number, cells in grid.rows[1:]:
        texts = [str(cell).strip() for cell in cells] + [""] * (len(heads) - len(cells))
        if years and not any(texts[at][:4] == str(wanted.year) for at in years):
            left_out += 1
            continue
        _count_row(read, gatherer, trees, measures, texts, place, number)
    if left_out:
        words = format_lazy(_("Rows of other years, left out: {count}"), count=left_out)
        read.remarks.append(Fault(words, name))
    gatherer.finish()


def _year_places(dimensions: Mapping[str, Any], place: Mapping[str, int]) -> list[int]:
    sources = [
        str(one.get("source"))
        for said in dimensions.values()
        for code, one in said.get("attributes", {}).items()
        if said.get("dimensionType") == "datetime" or code in ("year", "fiscal-year", "date")
    ]
    return [place[source] for source in sources if source in place]


def _count_row(
    read: ReadBudget,
    gatherer: Gatherer,
    trees: Sequence[_Dimension],
    measures: Sequence[_Measure],
    texts: Sequence[str],
    place: Mapping[str, int],
    number: int,
) -> None:
    spent: dict[str, int] = {}
    received: dict[str, int] = {}
    try:
        for measure in measures:
            tetri = tetri_of(texts[place[measure.source]], read.unit)
            if tetri is not None:
                side = received if measure.direction == "revenue" else spent
                side[measure.phase] = tetri * measure.factor
    except NotRead as wrong:
        read.faults.append(Fault(wrong.words, gatherer.sheet, number))
        return
    for tree in trees:
        levels = [
            Level(texts[place[code]] if code in place else "", texts[place[title]] if title in place else "")
            for code, title in tree.levels
        ]
        if spent:
            gatherer.add(tree.classification, levels, spent, number)
        if received and tree.classification != FUNCTIONAL:
            gatherer.add(REVENUE, levels, received, number)
