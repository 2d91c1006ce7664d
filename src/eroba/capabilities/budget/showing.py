"""Budgets in words and tables: amounts, gaps, remarks, and what new figures change."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eroba.capabilities.budget.book import Book, Tree
from eroba.capabilities.budget.models import Announcement
from eroba.capabilities.budget.reading.found import CLASSIFICATIONS, PHASES, Fault
from eroba.kernel.ui.components import Column, Crumb, Mark, Row, Table
from eroba.kernel.ui.dates import day_with_year
from eroba.kernel.ui.names import as_heading
from eroba.kernel.ui.numbers import money, number

MOST_ROWS = 400
State = Announcement.State
SHAPES = {str(State.WAITING): "attention", str(State.ACCEPTED): "good", str(State.DECLINED): "quiet"}


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this capability in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    urlconf = getattr(request, "urlconf", None)
    return reverse(f"budget:{route}", kwargs={"municipality": town, **named}, urlconf=urlconf)


def crumbs_to(request: HttpRequest, *further: Crumb) -> list[Crumb]:
    """The way to a public page of the budget."""
    here = href_of(request, "home")
    home = Crumb(request.municipality.name, here.removesuffix("budget/"))  # type: ignore[attr-defined]
    return [home, Crumb(_("Budget"), here if further else ""), *further]


def lari(tetri: int | None) -> str:
    """An amount as people read it: lari, and tetri where there are any."""
    return "–" if tetri is None else money(Decimal(tetri) / 100)


def exact(tetri: int | None) -> Decimal | None:
    """An amount in lari for files, with both figures of the tetri."""
    return None if tetri is None else Decimal(tetri).scaleb(-2)


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, with one figure after the comma."""
    return f"{number(Decimal(part * 100) / whole, 1)} %" if whole > 0 else "–"


def faults_table(faults: Iterable[Fault]) -> Table:
    """What is wrong in a file, and where."""
    rows = [Row((one.sheet or "–", one.row or "–", str(one.words))) for one in faults]
    columns = (Column(_("Sheet")), Column(_("Row"), numeric=True), Column(_("What is wrong")))
    return Table(_("What is wrong in the file"), columns, rows)


def remarks_table(announcement: Announcement) -> Table | None:
    """What is worth knowing about a file."""
    language = "en" if get_language() == "en" else "ka"
    rows = [Row((one["sheet"] or "–", one[language])) for one in announcement.remarks]
    return Table(_("Worth knowing"), (Column(_("Sheet")), Column(_("What"))), rows) if rows else None


def gaps_table(announcement: Announcement) -> Table | None:
    """Every whole whose parts do not make it: where it stands, both sums, and by how much."""
    rows = [
        Row(
            (
                one["sheet"] or "–",
                one["row"] or "–",
                f"{one['code']} {one['title']}".strip() or str(_("total")),
                f"{CLASSIFICATIONS[one['classification']]}, {PHASES[one['phase']]}",
                lari(one["parent_tetri"]),
                lari(one["parts_tetri"]),
                lari(one["parts_tetri"] - one["parent_tetri"]),
            )
        )
        for one in announcement.gaps
    ]
    columns = (
        Column(_("Sheet")),
        Column(_("Row"), numeric=True),
        Column(_("Line")),
        Column(_("Of")),
        Column(_("Whole"), numeric=True),
        Column(_("Its parts together"), numeric=True),
        Column(_("Difference"), numeric=True),
    )
    return Table(_("Where parts do not add up"), columns, rows) if rows else None


def totals_table(book: Book) -> Table:
    """What each classification makes together, by phase."""
    rows = []
    for kind, tree in book.trees.items():
        said = tree.phases
        sums = (lari(tree.total(phase)) if phase in said else "–" for phase in PHASES)
        rows.append(Row((as_heading(str(CLASSIFICATIONS[kind])), len(tree.entries), *sums)))
    amounts = [Column(as_heading(str(words)), numeric=True) for words in PHASES.values()]
    return Table(_("Together"), (Column(_("What")), Column(_("Lines"), numeric=True), *amounts), rows)


def lines_table(tree: Tree, hrefs: dict[str, str] | None = None) -> Table:
    """Every line of a classification with its amounts."""
    phases = tree.phases
    rows = [
        Row(
            (f"{entry.code} {entry.title}", *(lari(entry.amounts.get(phase)) for phase in phases)),
            (hrefs or {}).get(entry.code, ""),
        )
        for entry in list(tree.entries.values())[:MOST_ROWS]
    ]
    amounts = [Column(as_heading(str(PHASES[phase])), numeric=True) for phase in phases]
    columns = (Column(_("Called")), *amounts)
    return Table(as_heading(str(CLASSIFICATIONS[tree.classification])), columns, rows)


def changes(before: Book, after: Book) -> Table | None:
    """What new figures change in those that are public: lines that are new, gone, or have another amount."""
    rows: list[Row] = []
    for kind, tree in after.trees.items():
        old = before.tree(kind)
        for phase in tree.phases:
            if phase not in old.phases:
                continue
            codes = [*tree.entries, *(code for code in old.entries if code not in tree.entries)]
            for code in codes:
                now, was = (
                    side.entries[code].amounts.get(phase) if code in side.entries else None
                    for side in (tree, old)
                )
                if now != was:
                    name = (tree.entries.get(code) or old.entries[code]).title
                    rows.append(
                        Row(
                            (
                                f"{code} {name}",
                                str(PHASES[phase]),
                                lari(was),
                                lari(now),
                                lari((now or 0) - (was or 0)),
                            )
                        )
                    )
    columns = (
        Column(_("Line")), Column(_("What")), Column(_("Until now"), numeric=True),
        Column(_("From now on"), numeric=True), Column(_("Difference"), numeric=True),
    )  # fmt: skip
    return Table(_("What the new figures change"), columns, rows[:MOST_ROWS]) if rows else None


def announcements_table(found: Sequence[Announcement], hrefs: Sequence[str]) -> Table:
    """Everything that was read, with where it stands."""
    rows = [
        Row(
            (
                f"{one.budget.year}: {one.file_name}",
                held_words(one),
                day_with_year(one.announced_on),
                len(one.gaps),
                _mark(one),
            ),
            href,
        )
        for one, href in zip(found, hrefs, strict=True)
    ]
    columns = (
        Column(_("File")), Column(_("What it holds")), Column(_("Figures of"), whole=True),
        Column(_("Differences"), numeric=True), Column(_("State")),
    )  # fmt: skip
    return Table(_("Files that were read"), columns, rows, keyboard=True, caption_hidden=True)


def held_words(announcement: Announcement) -> str:
    """What figures are in an announcement, in words."""
    return "; ".join(
        f"{CLASSIFICATIONS[kind]}: {', '.join(str(PHASES[phase]) for own, phase in announcement.pairs if own == kind)}"
        for kind in dict.fromkeys(kind for kind, _phase in announcement.pairs)
    )


def _mark(announcement: Announcement) -> Mark:
    return Mark(str(announcement.get_state_display()), SHAPES[announcement.state])
