"""The budget for everybody: the whole of a year, one line with its parts, search, and what it is made of as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eroba.capabilities.budget import pages, programme_pages, queries, showing
from eroba.capabilities.budget.pages import Shown, shown_or_refuse
from eroba.capabilities.budget.reading.found import CLASSIFICATIONS, PROGRAMME
from eroba.capabilities.budget.showing import crumbs_to, href_of, lari
from eroba.kernel.base.errors import NotFound
from eroba.kernel.base.text import is_found, search_key
from eroba.kernel.matters.queries import timeline
from eroba.kernel.matters.ways import ways_of
from eroba.kernel.ui.components import Card, Crumb, Moment
from eroba.kernel.ui.public_pages import public_page

MOST_FOUND = 100


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The newest budget; where nothing is public yet, what will stand here."""
    years = queries.published_years()
    if not years:
        return render(request, "budget/empty.html", {"crumbs": crumbs_to(request)})
    return _page(request, shown_or_refuse(years[0]), years)


@public_page
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The budget of a year."""
    return _page(request, shown_or_refuse(year), queries.published_years())


@public_page
def figures(request: HttpRequest, year: int, kind: str, phase: str) -> HttpResponse:
    """The budget of a year by one classification and phase."""
    return _page(request, shown_or_refuse(year, kind, phase), queries.published_years())


@public_page
def entry(request: HttpRequest, year: int, kind: str, phase: str, code: str) -> HttpResponse:
    """One line: its amounts, what it is part of, its own parts."""
    shown = shown_or_refuse(year, kind, phase)
    one = shown.tree.entries.get(code)
    if one is None:
        raise NotFound(_("There is no line with the code %(code)s in this budget.") % {"code": code[:40]})
    town = request.municipality  # type: ignore[attr-defined]
    parts = shown.tree.below(code)
    amount = one.amount(phase)
    named = {"year": year, "kind": kind, "phase": phase}
    above = [
        Crumb(part.title, pages.entry_href(request, shown, part.code)) for part in shown.tree.above(code)
    ]
    crumbs = crumbs_to(
        request, Crumb(str(shown.budget), href_of(request, "figures", **named)), *above, Crumb(one.title)
    )
    context = {
        "crumbs": crumbs,
        "one": one,
        "shown": shown,
        "amounts": [(words, lari(tetri)) for words, tetri in pages.amounts_beside(shown, one)],
        "share": showing.share(amount, shown.tree.total(phase)),
        "each": pages.each(amount, town.population),
        "treemap": pages.treemap(request, shown, parts, _("For each 100 lari of it")) if parts else None,
        "table": pages.parts_table(request, shown, parts, town.population) if parts else None,
        "bars": pages.bars(shown, parts or [one]),
        "gaps": [gap for gap in pages.gaps_here(shown) if gap["code"] == code],
        "kind_words": CLASSIFICATIONS[kind],
        "programme": programme_pages.told_of(request, code, year) if kind == PROGRAMME else None,
    }
    return render(request, "budget/entry.html", context)


@require_safe
def search(request: HttpRequest, year: int) -> HttpResponse:
    """Lines of a budget by their words or codes."""
    shown = shown_or_refuse(year)
    typed = request.GET.get("q", "").strip()[:100]
    key = search_key(typed)
    cards = []
    for kind, tree in shown.book.trees.items():
        here = Shown(shown.budget, shown.found, shown.book, kind, pages.default_phase(tree.phases, year))
        cards += [
            Card(
                title=line.title,
                href=pages.entry_href(request, here, line.code),
                text=f"{CLASSIFICATIONS[kind]}, {line.code}",
                figure=lari(line.amount(here.phase)),
            )
            for line in tree.entries.values()
            if key and (line.code == typed or is_found(key, line.title_ka, line.title_en))
        ]
    context = {
        "crumbs": crumbs_to(
            request, Crumb(str(shown.budget), href_of(request, "year", year=year)), Crumb(_("Search"))
        ),
        "budget": shown.budget,
        "typed": typed,
        "cards": cards[:MOST_FOUND],
        "search_href": href_of(request, "search", year=year),
    }
    return render(request, "budget/search.html", context)


def _page(request: HttpRequest, shown: Shown, years: list[int]) -> HttpResponse:
    town = request.municipality  # type: ignore[attr-defined]
    parts = shown.tree.below()
    matter = shown.budget.matter
    number = {"municipality": town.slug, "number": matter.number}
    context = {
        "crumbs": crumbs_to(request),
        "shown": shown,
        "announcement": shown.announcement,
        "choices": pages.choices(request, shown, years),
        "figures": pages.figures(shown, town, shown.tree.total(shown.phase)),
        "treemap": pages.treemap(request, shown, parts, _("For each 100 lari")),
        "bars": pages.bars(shown, parts),
        "table": pages.parts_table(request, shown, parts, town.population),
        "gaps": showing.gaps_table(shown.announcement) if pages.gaps_here(shown) else None,
        "has_negative": any(part.amount(shown.phase) < 0 for part in parts),
        "announced": shown.found,
        "moments": [Moment(at=one.at, sentence=one.words) for one in timeline(matter, audience="public")],
        "thread_href": reverse("matters:thread", kwargs=number),
        "ways": ways_of(matter),
        "search_href": href_of(request, "search", year=shown.budget.year),
        "compare_href": href_of(request, "compare"),
        "my_tax_href": href_of(request, "my_tax"),
        "priorities_href": href_of(request, "priorities_list"),
        "files": _files(request, shown.budget.year),
    }
    return render(request, "budget/year.html", context)


def _files(request: HttpRequest, year: int) -> list[tuple[str, str]]:
    found = [
        (kind.upper(), href_of(request, "file", year=year, kind=kind)) for kind in ("csv", "xlsx", "json")
    ]
    return [*found, ("Fiscal Data Package", href_of(request, "package", year=year))]
