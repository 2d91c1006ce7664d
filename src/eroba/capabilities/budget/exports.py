"""A budget as open data: every line as CSV, workbook and JSON, and a Fiscal Data Package."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.capabilities.budget import queries
from eroba.capabilities.budget.book import Book
from eroba.capabilities.budget.fiscal import descriptor, resource_rows
from eroba.capabilities.budget.pages import shown_or_refuse
from eroba.capabilities.budget.reading.found import CLASSIFICATIONS, PHASES
from eroba.capabilities.budget.showing import exact
from eroba.kernel.base.errors import NotFound
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.sheets import Sheet, sheet_response

COLUMNS = ("year", "classification", "code", "parent", "title_ka", "title_en", *PHASES)


def rows_of(book: Book) -> list[dict[str, Any]]:
    """Every line of a budget as it holds now; amounts in lari, exact."""
    return [
        {
            "year": book.year,
            "classification": kind,
            "code": entry.code,
            "parent": entry.parent,
            "title_ka": entry.title_ka,
            "title_en": entry.title_en,
            **{phase: exact(entry.amounts.get(phase)) for phase in PHASES},
        }
        for kind, tree in book.trees.items()
        for entry in tree.entries.values()
    ]


@require_safe
def file(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The lines of a year as a file: csv, xlsx or json; amounts in lari with the tetri after the point."""
    shown = shown_or_refuse(year)
    rows = rows_of(shown.book)
    if kind == "json":
        lines = [{**row, **{phase: _text(row[phase]) for phase in PHASES}} for row in rows]
        told = {"year": year, "currency": "GEL", "sources": sources_of(shown.found), "lines": lines}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    if kind not in ("csv", "xlsx"):
        raise NotFound(_("There is no such file here."))
    cells = [[row[name] for name in COLUMNS] for row in rows]
    return sheet_response(
        Sheet(f"budget-{year}", COLUMNS, cells), kind, f"budget-{current_municipality().slug}-{year}"
    )


@require_safe
def package(request: HttpRequest, year: int) -> HttpResponse:
    """The budget of a year as a packed Fiscal Data Package."""
    shown = shown_or_refuse(year)
    town = request.municipality  # type: ignore[attr-defined]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in package_files(town, [shown.book], {year: sources_of(shown.found)}).items():
            # one moment for all: the same budget gives the same bytes
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    headers = {"Content-Disposition": f'attachment; filename="budget-{town.slug}-{year}.zip"'}
    return HttpResponse(content.getvalue(), content_type="application/zip", headers=headers)


def write_fiscal(folder: Path) -> Sequence[Path]:
    """`eroba export fiscal`: every public budget of the town as one Fiscal Data Package."""
    books, sources = [], {}
    for year in sorted(queries.published_years()):
        budget = queries.budget_of(year)
        found = queries.announced(budget) if budget else []
        books.append(queries.book_of(year, found))
        sources[year] = sources_of(found)
    if not books:
        raise NotFound(_("No budget is public here yet."))
    written = []
    for name, text in package_files(current_municipality(), books, sources).items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="")
        written.append(path)
    return written


def package_files(
    town: Municipality, books: Sequence[Book], sources: Mapping[int, Sequence[Mapping[str, Any]]]
) -> dict[str, str]:
    """The files of a package by name: its description, and one table for each classification."""
    tables = {kind: resource_rows(books, kind) for kind in CLASSIFICATIONS}
    held = {kind: rows for kind, rows in tables.items() if len(rows) > 1}
    files = {f"{kind}.csv": _csv(rows) for kind, rows in held.items()}
    said = descriptor(
        town.slug, town.name_en, held, files, [one for several in sources.values() for one in several]
    )
    return {"datapackage.json": json.dumps(said, ensure_ascii=False, indent=2) + "\n", **files}


def sources_of(found: Sequence[Any]) -> list[dict[str, str]]:
    """Where figures are from, with the fingerprint of each file."""
    return [
        {
            "title": one.source_en or one.source_ka,
            "path": one.source_href,
            "announced_on": one.announced_on.isoformat(),
            "sha256": one.fingerprint,
            "is_example": str(one.is_example).lower(),
        }
        for one in found
    ]


def _csv(rows: Sequence[Sequence[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def _text(amount: object) -> str | None:
    return None if amount is None else str(amount)
