"""Petitions as open data, without a key: the list in CSV and JSON, one with its days, and the published receipts."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.capabilities.petitions import pages
from eroba.capabilities.petitions.models import Petition
from eroba.capabilities.petitions.queries import (
    PUBLIC,
    counted_receipts,
    days_of,
    public_petitions,
    settlements_of,
)
from eroba.kernel.base.errors import NotFound
from eroba.kernel.ui.sheets import Sheet, sheet_response

COLUMNS = (
    "number",
    "kind",
    "state",
    "title_ka",
    "title_en",
    "opened_on",
    "closes_on",
    "closed_on",
    "signatures",
    "threshold",
    "share",
    "roll_count",
    "roll_counted_on",
    "reached_on",
    "confirmed_count",
    "outcome",
    "decided_on",
    "is_invented",
)


def rows_of(found: Iterable[Petition]) -> list[dict[str, Any]]:
    """Each petition as one row; expects matter and count to be fetched with it."""
    rows = []
    for one in found:
        own = {name: getattr(one, name) for name in COLUMNS if name not in ("number", "signatures")}
        row = {"number": one.matter.number, "signatures": one.signed, **own}  # type: ignore[attr-defined]
        rows.append({name: row[name] for name in COLUMNS})
    return rows


@require_safe
def csv_export(request: HttpRequest) -> HttpResponse:
    """All public petitions as CSV."""
    cells = [[_cell(row[name]) for name in COLUMNS] for row in _all_rows()]
    return sheet_response(Sheet("petitions", COLUMNS, cells), "csv", "petitions")


@require_safe
def json_export(request: HttpRequest) -> JsonResponse:
    """All public petitions as JSON."""
    return JsonResponse({"petitions": _all_rows()}, json_dumps_params={"ensure_ascii": False})


@require_safe
def detail_json(request: HttpRequest, number: str) -> JsonResponse:
    """One petition as JSON, with its words, days, settlements and sealed batches."""
    found = _public(number)
    row = rows_of([found])[0]
    row |= {name: getattr(found, name) for name in ("demand", "reasons", "answer_ka", "answer_en")}
    row |= {name: getattr(found, name) for name in ("decision_ka", "decision_en", "basis_ka", "basis_en")}
    row["days"] = [{"day": day, "signatures": count} for day, count in days_of(found)]
    places = pages.settlement_rows(settlements_of(found), "ka")
    row["settlements"] = [{"name": name, "signatures": count} for name, count in places]
    batches = found.batches.order_by("number")
    row["batches"] = list(batches.values("number", "size", "counted", "root", "sealed_at"))
    row["checks"] = list(
        found.checks.order_by("begun_at").values(
            "method",
            "population",
            "sample_size",
            "list_root",
            "seed",
            "seed_at",
            "valid",
            "reasons",
            "at_least",
            "at_most",
            "result",
            "finished_at",
        )
    )
    return JsonResponse(row, json_dumps_params={"ensure_ascii": False})


@require_safe
def days_csv(request: HttpRequest, number: str) -> HttpResponse:
    """How many signed on each day, as CSV."""
    sheet = Sheet("days", ("day", "signatures"), [list(row) for row in days_of(_public(number))])
    return sheet_response(sheet, "csv", f"{number}-days")


@require_safe
def receipts_json(request: HttpRequest, number: str) -> JsonResponse:
    """The receipts that count, hashed: their number is the count, and each signer finds their own."""
    receipts = counted_receipts(_public(number))
    return JsonResponse({"number": number, "count": len(receipts), "receipts": receipts})


def _public(number: str) -> Petition:
    found = pages.found_or_refuse(number)
    if found.state not in PUBLIC or found.opened_on is None:
        raise NotFound(_("There is no petition with the number %(number)s here.") % {"number": number})
    return found


def _all_rows() -> list[dict[str, Any]]:
    return rows_of(public_petitions().order_by("matter__number"))


def _cell(value: Any) -> Any:
    return str(value) if isinstance(value, bool) else value
