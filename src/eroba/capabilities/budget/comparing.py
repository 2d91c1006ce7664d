"""Budgets side by side: the years of this town, and what several municipalities spent for each resident."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eroba.capabilities.budget import national, queries
from eroba.capabilities.budget.book import Tree
from eroba.capabilities.budget.models import Announcement, Line
from eroba.capabilities.budget.pages import each
from eroba.capabilities.budget.reading.codes import DIVISIONS
from eroba.capabilities.budget.reading.found import CLASSIFICATIONS, FUNCTIONAL, PHASES
from eroba.capabilities.budget.showing import href_of, lari, share
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.ui.charts.kinds import Bars, Part, Source
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.names import as_heading


def years_tables(request: HttpRequest) -> list[Table]:
    """For each classification and phase that several years have: the lines right below the total, year by year."""
    found: dict[int, list[Announcement]] = {}
    for one in Announcement.objects.filter(state=Announcement.State.ACCEPTED).select_related("budget"):
        found.setdefault(one.budget.year, []).append(one)
    lines: dict[int, list[Line]] = {}
    year_of = {one.pk: year for year, several in found.items() for one in several}
    for line in Line.objects.filter(announcement_id__in=year_of):
        lines.setdefault(year_of[line.announcement_id], []).append(line)
    books = {year: queries.book_of(year, found[year], lines.get(year, ())) for year in sorted(found)}
    tables = []
    for kind in CLASSIFICATIONS:
        for phase in PHASES:
            trees = {year: book.tree(kind) for year, book in books.items() if phase in book.tree(kind).phases}
            if len(trees) > 1:
                tables.append(_years_table(request, kind, phase, trees))
    return tables


def _years_table(request: HttpRequest, kind: str, phase: str, trees: Mapping[int, Tree]) -> Table:
    names = {entry.code: entry.title for tree in trees.values() for entry in tree.below()}
    newest = max(trees)
    rows = []
    for code, name in names.items():
        amounts = [
            tree.entries[code].amounts.get(phase) if code in tree.entries else None for tree in trees.values()
        ]
        named = {"year": newest, "kind": kind, "phase": phase, "code": code}
        href = href_of(request, "entry", **named) if code in trees[newest].entries else ""
        rows.append(Row((name, *map(lari, amounts)), href))
    rows.append(Row((_("Together"), *(lari(tree.total(phase)) for tree in trees.values()))))
    columns = (Column(_("What")), *(Column(str(year), numeric=True) for year in trees))
    return Table(f"{as_heading(str(CLASSIFICATIONS[kind]))}, {PHASES[phase]}", columns, rows)


def towns(year: int) -> tuple[Bars, Table] | None:
    """What municipalities spent for each resident, all of it and by function; one query."""
    found = [one for one in national.spent(FUNCTIONAL) if one.year == year and one.town != national.ALL]
    known = {town.slug: town for town in Municipality.objects.filter(slug__in=[one.town for one in found])}
    shown = [(known[one.town], one) for one in found if one.town in known and known[one.town].population]
    if not shown:
        return None
    shown.sort(key=lambda pair: -pair[1].total / (pair[0].population or 1))
    parts = [
        Part(town.name, (Decimal(one.total) / 100 / (town.population or 1)).quantize(Decimal("0.01")))
        for town, one in shown
    ]
    source = Source(str(national.SOURCE), national.day_of(year))
    bars = Bars(_("Spent for each resident in %(year)s") % {"year": year}, source, parts, unit="₾")
    rows = [
        Row((name_of(code), *(each(one.by_code[code], town.population) for town, one in shown)))
        for code in DIVISIONS
    ]
    rows.append(Row((_("Together"), *(each(one.total, town.population) for town, one in shown))))
    columns = (Column(_("Function")), *(Column(town.name, numeric=True) for town, _one in shown))
    return bars, Table(_("For each resident, by function"), columns, rows)


def country_table() -> Table:
    """What all municipalities together spent, year by year."""
    found = national.spent_by(national.ALL, FUNCTIONAL)
    rows = [Row((name_of(code), *(lari(one.by_code[code]) for one in found))) for code in DIVISIONS]
    rows.append(Row((_("Together"), *(lari(one.total) for one in found))))
    columns = (Column(_("Function")), *(Column(str(one.year), numeric=True) for one in found))
    return Table(_("All municipalities of Georgia together"), columns, rows)


def name_of(code: str) -> str:
    """The name of a function in the language being read."""
    ka, en, _word = DIVISIONS[code]
    return en if get_language() == "en" else ka


def receipt(paid: int, tree: Tree, phase: str, dealt: Sequence[int]) -> Table:
    """Where one's own payment goes, dealt out so that not one tetri is lost."""
    parts = [entry for entry in tree.below() if entry.amount(phase) > 0]
    whole = sum(entry.amount(phase) for entry in parts)
    rows = [
        Row((entry.title, share(entry.amount(phase), whole), lari(tetri)))
        for entry, tetri in sorted(zip(parts, dealt, strict=True), key=lambda pair: -pair[1])
    ]
    rows.append(Row((_("Together"), share(whole, whole), lari(paid))))
    columns = (
        Column(_("What for")),
        Column(_("Share"), numeric=True),
        Column(_("Of what you pay"), numeric=True),
    )
    return Table(_("Your receipt"), columns, rows)
