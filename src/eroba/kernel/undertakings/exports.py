"""Promises as open data: one table, in CSV and JSON, with the same columns."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from eroba.kernel.ui.sheets import Sheet, sheet_response
from eroba.kernel.undertakings.models import Undertaking
from eroba.kernel.undertakings.queries import undertakings

COLUMNS = (
    "number",
    "text_ka",
    "text_en",
    "promised_by_ka",
    "promised_by_en",
    "promised_on",
    "first_due_on",
    "due_on",
    "standing",
    "ended_on",
    "replaced_by",
    "answer_ka",
    "answer_en",
    "evidence",
)


def rows_of(found: Iterable[Undertaking]) -> list[dict[str, Any]]:
    """Each promise as one row; expects matter, replacement and evidence to be fetched with it."""
    return [
        {
            "number": u.matter.number,
            "text_ka": u.text_ka,
            "text_en": u.text_en,
            "promised_by_ka": u.promised_by_ka,
            "promised_by_en": u.promised_by_en,
            "promised_on": u.promised_on,
            "first_due_on": u.first_due_on,
            "due_on": u.due_on,
            "standing": u.standing().value,
            "ended_on": u.ended_on,
            "replaced_by": u.replaced_by.matter.number if u.replaced_by else None,
            "answer_ka": u.answer_ka,
            "answer_en": u.answer_en,
            "evidence": [{"title": e.title, "address": e.address} for e in u.evidence.all()],
        }
        for u in found
    ]


def sheet_of(rows: Iterable[dict[str, Any]]) -> Sheet:
    """The rows as a table to hand out; several addresses of evidence are parted by spaces."""
    flat = ({**row, "evidence": " ".join(shown["address"] for shown in row["evidence"])} for row in rows)
    return Sheet("undertakings", COLUMNS, [[row[name] for name in COLUMNS] for row in flat])


@require_safe
def csv_export(request: HttpRequest) -> HttpResponse:
    """All promises as CSV."""
    return sheet_response(sheet_of(_all_rows()), "csv", "undertakings")


@require_safe
def json_export(request: HttpRequest) -> JsonResponse:
    """All promises as JSON."""
    return JsonResponse({"undertakings": _all_rows()}, json_dumps_params={"ensure_ascii": False})


def _all_rows() -> list[dict[str, Any]]:
    found = undertakings().select_related("replaced_by__matter").prefetch_related("evidence")
    return rows_of(found.order_by("matter__number"))
