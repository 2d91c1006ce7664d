"""Budgets as everybody sees them: the whole for each 100 lari, planned beside executed, one line with its parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from eroba.capabilities.budget import queries
from eroba.capabilities.budget.book import Book, Entry, Tree, shared_out
from eroba.capabilities.budget.models import Announcement, Budget
from eroba.capabilities.budget.reading.found import (
    ADJUSTED,
    CLASSIFICATIONS,
    EXECUTED,
    PHASES,
    PLANNED,
    REVENUE,
)
from eroba.capabilities.budget.showing import href_of, lari, share
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.ui.charts.kinds import Part, Series, Source, StackedBars, Treemap
from eroba.kernel.ui.components import Column, Figure, MenuLink, Row, Table
from eroba.kernel.ui.dates import day_with_year
from eroba.kernel.ui.names import as_heading
from eroba.kernel.ui.numbers import NARROW, number

HUNDRED_LARI, A_MILLION_LARI = 10_000, 100_000_000
#: So many bars a drawing holds; the table below has all.
MOST_BARS = 12


@dataclass(frozen=True)
class Shown:
    """What one reads: the budget of a year, what was announced for it, which classification and phase."""

    budget: Budget
    found: Sequence[Announcement]
    book: Book
    kind: str
    phase: str

    @property
    def tree(self) -> Tree:
        """The classification that is read."""
        return self.book.tree(self.kind)

    @property
    def announcement(self) -> Announcement:
        """What the amounts that are read were announced by."""
        return queries.current_of(self.found)[self.kind, self.phase]

    @cached_property
    def before(self) -> Mapping[str, queries.Before]:
        """What stood before figures of this classification were announced again, by phase."""
        return queries.announced_before(self.found, self.kind)

    @property
    def source(self) -> Source:
        """Where the amounts are from."""
        one = self.announcement
        return Source(one.source, one.announced_on, one.source_href)


def shown_or_refuse(year: int, kind: str = "", phase: str = "") -> Shown:
    """The budget of a year as it holds now. Raises NotFound."""
    budget = queries.budget_of(year)
    found = queries.announced(budget) if budget else []
    if budget is None or not found:
        raise NotFound(_("No figures of the budget of %(year)s are public here.") % {"year": year})
    book = queries.book_of(year, found)
    kind = kind or book.first
    if kind not in book.trees:
        raise NotFound(_("This budget was not announced in that way."))
    phases = book.tree(kind).phases
    if phase and phase not in phases:
        raise NotFound(_("This budget was not announced in that way."))
    return Shown(budget, found, book, kind, phase or default_phase(phases, year))


def default_phase(phases: Sequence[str], year: int) -> str:
    """What one is shown first: what was executed when the year is over, else the plan as it stands."""
    order = (EXECUTED, ADJUSTED, PLANNED) if year < today().year else (ADJUSTED, PLANNED, EXECUTED)
    return next(phase for phase in order if phase in phases)


def choices(request: HttpRequest, shown: Shown, years: Sequence[int]) -> dict[str, list[MenuLink]]:
    """The links by which one chooses year, classification and phase."""

    def to(year: int, kind: str, phase: str) -> str:
        return href_of(request, "figures", year=year, kind=kind, phase=phase)

    year, kind, phase = shown.budget.year, shown.kind, shown.phase
    return {
        "years": [MenuLink(str(one), href_of(request, "year", year=one), one == year) for one in years],
        "kinds": [
            MenuLink(
                as_heading(str(CLASSIFICATIONS[one])),
                to(year, one, default_phase(tree.phases, year)),
                one == kind,
            )
            for one, tree in shown.book.trees.items()
        ],
        "phases": [
            MenuLink(as_heading(str(PHASES[one])), to(year, kind, one), one == phase)
            for one in shown.tree.phases
        ],
    }


def treemap(request: HttpRequest, shown: Shown, parts: Sequence[Entry], title: str) -> Treemap:
    """Parts of a whole for each 100 lari of it, dealt out so that they make exactly 100."""
    drawn = [entry for entry in parts if entry.amount(shown.phase) > 0]
    dealt = shared_out(HUNDRED_LARI, [entry.amount(shown.phase) for entry in drawn])
    return Treemap(
        title,
        shown.source,
        [
            Part(entry.title, Decimal(tetri) / 100, entry_href(request, shown, entry.code))
            for entry, tetri in zip(drawn, dealt, strict=True)
        ],
        unit="₾",
    )


def bars(shown: Shown, parts: Sequence[Entry]) -> StackedBars | None:
    """What was executed beside what was still to come of the plan; nothing while there is only one of them."""
    tree = shown.tree
    plan = next((phase for phase in (ADJUSTED, PLANNED) if phase in tree.phases), "")
    if not plan or EXECUTED not in tree.phases:
        return None
    drawn = sorted(parts, key=lambda entry: -entry.amount(plan))[:MOST_BARS]
    drawn = [entry for entry in drawn if entry.amount(plan) >= 0 and entry.amount(EXECUTED) >= 0]
    spent = [Decimal(entry.amount(EXECUTED)) / 100 for entry in drawn]
    left = [Decimal(max(0, entry.amount(plan) - entry.amount(EXECUTED))) / 100 for entry in drawn]
    received = shown.kind == REVENUE
    names = (_("received"), _("still expected")) if received else (_("executed"), _("of the plan, not spent"))
    if not drawn:
        return None
    title = _("Planned and executed")
    series = (Series(names[0], spent), Series(names[1], left))
    return StackedBars(title, shown.source, [entry.title for entry in drawn], series, unit="₾")


def parts_table(request: HttpRequest, shown: Shown, parts: Sequence[Entry], residents: int | None) -> Table:
    """The parts of a whole: each phase, the share, and how much it is for each resident."""
    tree = shown.tree
    whole = sum(entry.amount(shown.phase) for entry in parts)
    rows = []
    for entry in parts:
        amount = entry.amount(shown.phase)
        cells = [
            f"{entry.code} {entry.title}",
            *(lari(tetri) for _words, tetri in amounts_beside(shown, entry)),
            share(amount, whole),
        ]
        rows.append(Row([*cells, each(amount, residents)], entry_href(request, shown, entry.code)))
    every = [[tetri for _words, tetri in amounts_beside(shown, entry)] for entry in parts]
    sums = (lari(sum(tetri or 0 for tetri in amounts)) for amounts in zip(*every, strict=True))
    rows.append(Row([_("Together"), *sums, share(whole, whole), each(whole, residents)]))
    amounts = [Column(as_heading(words), numeric=True) for words in phases_beside(shown)]
    columns = (
        Column(_("Called")), *amounts,
        Column(_("Share"), numeric=True), Column(_("For each resident"), numeric=True),
    )  # fmt: skip
    return Table(as_heading(str(CLASSIFICATIONS[tree.classification])), columns, rows)


def phases_beside(shown: Shown) -> Iterator[str]:
    """The words of each phase, and beside it what was announced before where figures were announced again."""
    for phase in shown.tree.phases:
        yield str(PHASES[phase])
        if phase in shown.before:
            day = day_with_year(shown.before[phase].announcement.announced_on)
            yield _("%(phase)s, as announced before (%(day)s)") % {"phase": PHASES[phase], "day": day}


def amounts_beside(shown: Shown, entry: Entry) -> list[tuple[str, int | None]]:
    """The amounts of a line in tetri, each with its words, in the same order."""
    amounts: list[int | None] = []
    for phase in shown.tree.phases:
        amounts.append(entry.amounts.get(phase))
        if phase in shown.before:
            amounts.append(shown.before[phase].amounts.get(entry.code))
    return list(zip(phases_beside(shown), amounts, strict=True))


def entry_href(request: HttpRequest, shown: Shown, code: str) -> str:
    """The page of one line."""
    named = {"year": shown.budget.year, "kind": shown.kind, "phase": shown.phase, "code": code}
    return href_of(request, "entry", **named)


def each(tetri: int, residents: int | None) -> str:
    """An amount for each resident, to the tetri."""
    return f"{number(Decimal(tetri) / 100 / residents, 2)}\u00a0₾" if residents else "–"


def figures(shown: Shown, town: Municipality, tetri: int) -> list[Figure]:
    """The whole, for each resident, and how much of the plan was carried out."""
    shown_of = _("as of %(day)s") % {"day": day_with_year(shown.announcement.announced_on)}
    label = f"{as_heading(str(CLASSIFICATIONS[shown.kind]))}: {PHASES[shown.phase]}"
    found = [Figure(in_millions(tetri), label, f"{lari(tetri)}, {shown_of}")]
    if town.population:
        note = _("%(count)s residents") % {"count": number(town.population)}
        if town.population_on:
            note += f", {day_with_year(town.population_on)}"
        found.append(Figure(each(tetri, town.population), _("for each resident"), note))
    tree = shown.tree
    plan = next((phase for phase in (ADJUSTED, PLANNED) if phase in tree.phases), "")
    if plan and EXECUTED in tree.phases and tree.total(plan) > 0:
        found.append(Figure(share(tree.total(EXECUTED), tree.total(plan)), _("of the plan was executed")))
    return found


def in_millions(tetri: int) -> str:
    """A large amount so that it can be read at a glance; the exact one stands beside it."""
    if abs(tetri) < A_MILLION_LARI:
        return lari(tetri)
    return _("%(count)s million ₾").replace(" ", NARROW) % {
        "count": number(Decimal(tetri) / A_MILLION_LARI, 2)
    }


def gaps_here(shown: Shown) -> list[dict[str, Any]]:
    """Where the parts do not make their whole in what is read, for everybody to see."""
    one = shown.announcement
    return [gap for gap in one.gaps if (gap["classification"], gap["phase"]) == (shown.kind, shown.phase)]
