"""Promises as open data: one table, in CSV and JSON, with the same columns."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from eroba.kernel.undertakings.models import Undertaking

# A cell that begins so is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
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


def rows_of(undertakings: Iterable[Undertaking]) -> list[dict[str, Any]]:
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
        for u in undertakings
    ]


def as_csv(rows: Iterable[dict[str, Any]]) -> str:
    """The rows as CSV with a heading; several addresses of evidence are parted by spaces."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for row in rows:
        flat = {**row, "evidence": " ".join(shown["address"] for shown in row["evidence"])}
        writer.writerow([_cell(flat[name]) for name in COLUMNS])
    return written.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
