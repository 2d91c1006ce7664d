"""The person's own list of looks, and the town's count of papers, as files that other programs read."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from eroba.capabilities.registers.queries.look_words import looks_at
from eroba.capabilities.registers.queries.looks import Look, Place
from eroba.capabilities.registers.queries.papers import PaperCount
from eroba.kernel.base.canonical import plain
from eroba.kernel.ui.sheets import Sheet, SheetCell


def looks_as_rows(places: Sequence[Place]) -> list[dict[str, Any]]:
    """Gives every look with the values that were fetched: it is the person's own record."""
    return [look_as_row(look) for look in looks_at(places, all_opened=True)]


def looks_as_sheet(places: Sequence[Place]) -> Sheet:
    """Puts the looks into a table, without the fetched values, so that the file can be shown around."""
    heads = [
        _("When"),
        _("Municipality"),
        _("Who looked"),
        _("Post"),
        _("Unit"),
        _("Register"),
        _("What was asked"),
        _("What for"),
        _("Legal ground"),
        _("Case number"),
        _("Result"),
    ]
    rows: list[list[SheetCell]] = [
        [
            look.at,
            look.town,
            look.who,
            look.role,
            look.unit,
            look.register,
            "; ".join(look.fields),
            look.purpose,
            look.legal_ground,
            look.case_number,
            look.outcome_words,
        ]
        for look in looks_at(places)
    ]
    return Sheet(_("Who looked at my data"), heads, rows)


def looks_as_json(places: Sequence[Place]) -> str:
    """Writes the looks as JSON, with the fetched values."""
    return json.dumps({"looks": looks_as_rows(places)}, ensure_ascii=False, indent=2)


def papers_as_sheet(counts: Iterable[PaperCount]) -> Sheet:
    """Puts the town's count of papers into a table; a count that is too small to publish stays empty."""
    heads = ["year", "register", "paper", "count", "note"]
    rows: list[list[SheetCell]] = [
        [
            one.year,
            one.register_code,
            one.paper,
            one.count,
            "fewer than 5" if one.count is None else "",
        ]
        for one in counts
    ]
    return Sheet(_("Papers the town hall fetched itself"), heads, rows)


def look_as_row(look: Look) -> dict[str, Any]:
    """Gives a look as plain values, with what was fetched if it was opened."""
    return plain(
        {
            "asked_at": look.at,
            "answered_at": look.answered_at,
            "municipality": look.town,
            "who": look.who,
            "post": look.role,
            "unit": look.unit,
            "register": look.register,
            "asked_for": look.fields,
            "purpose": look.purpose,
            "legal_ground": look.legal_ground,
            "case_number": look.case_number,
            "result": look.outcome_words,
            "values": look.values or {},
            "values_are_of": look.as_of,
            "kept_back": look.kept_back,
            "asked_back": [
                {
                    "number": one.number,
                    "asked_at": one.asked_at,
                    "question": one.text,
                    "answer": one.answer,
                    "answered_at": one.answered_at,
                }
                for one in look.asked
            ],
        }
    )
