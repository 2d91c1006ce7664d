"""Budgets and priorities as the interface tells them: rows made of models, a fixed number of queries each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from eroba.capabilities.budget import plan_pages, queries
from eroba.capabilities.budget.actions.priorities import TEXTS
from eroba.capabilities.budget.book import Book, Entry, Tree
from eroba.capabilities.budget.models import (
    Announcement,
    Budget,
    Indicator,
    Line,
    Priorities,
    Programme,
    Remark,
)
from eroba.capabilities.budget.reading.found import PHASES
from eroba.kernel.base.errors import NotFound

State = Announcement.State


def public_budgets() -> list[tuple[Budget, list[Announcement], Book]]:
    """Every year of which anything is public, newest first, with what was announced; three queries."""
    by_year: dict[int, list[Announcement]] = {}
    found = Announcement.objects.filter(state=State.ACCEPTED).select_related("budget__matter")
    for one in found.order_by("-budget__year", "-announced_on", "-read_at", "-id"):
        by_year.setdefault(one.budget.year, []).append(one)
    year_of = {one.pk: year for year, several in by_year.items() for one in several}
    lines: dict[int, list[Line]] = {}
    for line in Line.objects.filter(announcement_id__in=year_of):
        lines.setdefault(year_of[line.announcement_id], []).append(line)
    return [
        (several[0].budget, several, queries.book_of(year, several, lines.get(year, ())))
        for year, several in by_year.items()
    ]


def public_budget(number: str) -> tuple[Budget, Sequence[Announcement], Book]:
    """The public budget with a number. Raises NotFound."""
    budget = Budget.objects.select_related("matter").filter(matter__number=number).first()
    found = queries.announced(budget) if budget else []
    if budget is None or not found:
        raise NotFound(
            _("There is no public budget with the number %(number)s here.") % {"number": number[:40]}
        )
    return budget, found, queries.book_of(budget.year, found)


def budget_row(budget: Budget, found: Sequence[Announcement], book: Book) -> dict[str, Any]:
    """One year: its totals and its announcements."""
    return {
        "number": budget.matter.number,
        "year": budget.year,
        "totals": [
            {"classification": kind, "phase": phase, "tetri": tree.total(phase)}
            for kind, tree in book.trees.items()
            for phase in tree.phases
        ],
        "announcements": [_announcement_row(one) for one in found],
    }


def line_row(kind: str, entry: Entry) -> dict[str, Any]:
    """One line of a budget."""
    names = ("code", "parent", "title_ka", "title_en")
    amounts = {phase: entry.amounts.get(phase) for phase in PHASES}
    return {"classification": kind, **{name: getattr(entry, name) for name in names}, **amounts}


def compared_rows(trees: Mapping[int, Tree], phase: str, residents: int | None) -> list[dict[str, Any]]:
    """The lines right below the total, year by year, in tetri and for each resident."""
    names = {entry.code: entry for tree in trees.values() for entry in tree.below()}
    return [
        {
            "code": code,
            "title_ka": entry.title_ka,
            "title_en": entry.title_en,
            "years": [_year_amount(year, tree, code, phase, residents) for year, tree in trees.items()],
        }
        for code, entry in names.items()
    ]


def public_document(number: str) -> Priorities:
    """The priorities document with a number, once it was laid open. Raises NotFound."""
    found = Priorities.objects.select_related("matter").filter(matter__number=number).first()
    if found is None or found.state == Priorities.State.WRITING:
        raise NotFound(
            _("There is no public priorities document with the number %(number)s here.")
            % {"number": number[:40]}
        )
    return found


def document_row(document: Priorities) -> dict[str, Any]:
    """What one sees of a document in a list."""
    names = ("first_year", "state", "is_example", "adopted_on", "adopted_by")
    return {"number": document.matter.number, **{name: getattr(document, name) for name in names}}


def whole_document(document: Priorities) -> dict[str, Any]:
    """A document with its draft, its programmes as they stand now, and the remarks of meetings."""
    stages = plan_pages.programmes_of(document)
    remarks = Remark.objects.filter(document=document).select_related("matter")
    return {
        **document_row(document),
        "draft": [planned_row(one) for one in stages[str(Programme.Stage.DRAFT)]],
        "programmes": [planned_row(one) for one in plan_pages.newest_of(document, stages)],
        "remarks": [_remark_row(one) for one in remarks],
    }


def planned_row(one: Programme) -> dict[str, Any]:
    """A programme as a document says it."""
    texts = {name: getattr(one, name) for name in TEXTS}
    indicators = [_indicator_row(indicator) for indicator in one.indicators.all()]
    return {"code": one.code, **texts, "money": one.money, "indicators": indicators}


def _announcement_row(one: Announcement) -> dict[str, Any]:
    names = ("announced_on", "source_ka", "source_en", "source_href", "is_example")
    held = {"sha256": one.fingerprint, "holds": one.pairs, "gaps": len(one.gaps)}
    return {**{name: getattr(one, name) for name in names}, **held}


def _indicator_row(one: Indicator) -> dict[str, Any]:
    figures = {name: float(getattr(one, name)) for name in ("baseline", "target", "tolerance_percent")}
    actuals = [
        {"year": actual.year, "value": float(actual.value), "source_ka": actual.source_ka}
        for actual in one.actuals.all()
    ]
    texts = {name: getattr(one, name) for name in ("title_ka", "title_en", "unit")}
    return {**texts, **figures, "actuals": actuals}


def _remark_row(one: Remark) -> dict[str, Any]:
    names = ("met_on", "place", "text", "answer_ka", "answer_en", "answered_at")
    said = {name: getattr(one, name) for name in names}
    return {"number": one.matter.number, "programme": one.programme_code, **said}


def _year_amount(year: int, tree: Tree, code: str, phase: str, residents: int | None) -> dict[str, Any]:
    tetri = tree.entries[code].amounts.get(phase) if code in tree.entries else None
    # rounded half up, as on the pages; whole numbers only
    each = None if tetri is None or not residents else (tetri * 2 + residents) // (2 * residents)
    return {"year": year, "tetri": tetri, "each": each}
