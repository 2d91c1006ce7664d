"""A budget as a Fiscal Data Package: the smallest lines of each classification, with what they are part of. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from eroba.capabilities.budget.book import Book
from eroba.capabilities.budget.reading.codes import cofog_of
from eroba.capabilities.budget.reading.found import (
    ADJUSTED,
    ECONOMIC,
    EXECUTED,
    FUNCTIONAL,
    PHASES,
    PLANNED,
    PROGRAMME,
    REVENUE,
)

CLASSIFIED = {
    PROGRAMME: ("activity", ""),
    FUNCTIONAL: ("classification", "functional"),
    ECONOMIC: ("classification", "economic"),
    REVENUE: ("classification", "economic"),
}
PHASE_WORDS = {PLANNED: "approved", ADJUSTED: "adjusted", EXECUTED: "executed"}
LICENCE_HREF = "https://creativecommons.org/licenses/by/4.0/"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": LICENCE_HREF,
    "title": "Creative Commons Attribution 4.0",
}


def resource_rows(books: Sequence[Book], kind: str) -> list[list[str]]:
    """A head and one row for each line that has no parts, so that a sum over the rows counts nothing twice."""
    trees = {book.year: book.tree(kind) for book in books}
    deepest = max(
        (len(tree.above(leaf.code)) + 1 for tree in trees.values() for leaf in tree.leaves()), default=1
    )
    heads = ["year"]
    for level in range(1, deepest + 1):
        heads += [f"code_{level}", f"title_ka_{level}", f"title_en_{level}"]
    heads += ["cofog"] if kind == FUNCTIONAL else []
    rows = [[*heads, *PHASES]]
    for year, tree in trees.items():
        for leaf in tree.leaves():
            row = [str(year)]
            chain = [*tree.above(leaf.code), leaf]
            for level in range(deepest):
                one = chain[level] if level < len(chain) else None
                row += [one.code, one.title_ka, one.title_en] if one else ["", "", ""]
            row += [cofog_of(leaf.code)] if kind == FUNCTIONAL else []
            rows.append([*row, *(_lari(leaf.amounts.get(phase)) for phase in PHASES)])
    return rows


def descriptor(
    slug: str,
    name: str,
    tables: Mapping[str, Sequence[Sequence[str]]],
    files: Mapping[str, str],
    sources: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """The description of a package: its tables with their columns, its measures and dimensions."""
    years = sorted({row[0] for rows in tables.values() for row in rows[1:]})
    return {
        "name": f"budget-{slug}",
        "title": f"Budget of {name}",
        # a `profile` here would send validators to the network for its schema
        "profiles": {"fiscal": "*", "tabular": "*"},
        "countryCode": "GE",
        "granularity": "aggregated",
        "fiscalPeriod": {"start": f"{years[0]}-01-01", "end": f"{years[-1]}-12-31"},
        "licenses": [LICENCE],
        "sources": [_source(one) for one in sources],
        "resources": [_resource(kind, rows[0], files[f"{kind}.csv"]) for kind, rows in tables.items()],
        "model": {
            "measures": {name: one for kind in tables for name, one in _measures(kind).items()},
            "dimensions": {
                name: one for kind, rows in tables.items() for name, one in _dimensions(kind, rows[0]).items()
            },
        },
    }


def _source(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}


def _resource(kind: str, heads: Sequence[str], text: str) -> dict[str, Any]:
    content = text.encode()
    return {
        "name": kind,
        "path": f"{kind}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": [_field(head) for head in heads], "missingValues": [""]},
    }


def _field(head: str) -> dict[str, Any]:
    if head == "year":
        return {"name": head, "type": "integer", "constraints": {"required": True}}
    if head in PHASES:
        return {"name": head, "type": "number", "title": f"{PHASE_WORDS[head]}, in lari"}
    return {"name": head, "type": "string"}


def _measures(kind: str) -> dict[str, Any]:
    return {
        f"{kind}-{phase}": {
            "source": phase,
            "resource": kind,
            "currency": "GEL",
            "factor": 1,
            "direction": "revenue" if kind == REVENUE else "expenditure",
            "phase": PHASE_WORDS[phase],
        }
        for phase in PHASES
    }


def _dimensions(kind: str, heads: Sequence[str]) -> dict[str, Any]:
    levels = [head.removeprefix("code_") for head in heads if head.startswith("code_")]
    attributes: dict[str, Any] = {}
    for place, level in enumerate(levels):
        code: dict[str, Any] = {"source": f"code_{level}", "resource": kind}
        if place:
            code["parent"] = f"code_{levels[place - 1]}"
        attributes[f"code_{level}"] = code
        for language in ("ka", "en"):
            title = f"title_{language}_{level}"
            attributes[title] = {"source": title, "resource": kind, "labelfor": f"code_{level}"}
    sort, classified = CLASSIFIED[kind]
    said: dict[str, Any] = {
        "dimensionType": sort,
        "attributes": attributes,
        "primaryKey": [f"code_{level}" for level in levels],
    }
    if classified:
        said["classificationType"] = classified
    year = {"source": "year", "resource": kind}
    return {
        f"{kind}-date": {"dimensionType": "datetime", "attributes": {"year": year}, "primaryKey": ["year"]},
        kind: said,
    }


def _lari(tetri: int | None) -> str:
    if tetri is None:
        return ""
    return f"{'-' if tetri < 0 else ''}{abs(tetri) // 100}.{abs(tetri) % 100:02d}"
