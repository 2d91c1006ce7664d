"""Pages about look-ups: who looked at my data, and how many papers a town fetched so that nobody had to bring them."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from eroba.capabilities.registers import copies, pages
from eroba.capabilities.registers.consent import choices_in_towns
from eroba.capabilities.registers.forms import LookFilter
from eroba.capabilities.registers.queries.look_words import looks_at
from eroba.capabilities.registers.queries.looks import persons_of, places_of_looks
from eroba.capabilities.registers.queries.papers import papers_fetched
from eroba.kernel.ui.sheets import sheet_response

LOOKS_ON_A_PAGE = 20


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def who_looked(request: HttpRequest) -> HttpResponse:
    """Shows a person every look at their data: who, when, which register, what for, on which ground."""
    narrowed = LookFilter(request.GET)
    persons = persons_of(request.user)
    places = places_of_looks(persons, narrowed.wanted)
    page = Paginator(places, LOOKS_ON_A_PAGE).get_page(request.GET.get("page"))
    looks = looks_at(page.object_list, opened=_opened(request))
    shown = {
        "filter": narrowed,
        "is_narrowed": narrowed.wanted.is_narrow,
        "page": page,
        "looks": [pages.look_as_card(look) for look in looks],
        "count": len(places),
        "consents": pages.consent_cards(choices_in_towns(persons)),
        "query": _without(request, "show"),
    }
    return render(request, "registers/who_looked.html", shown)


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def own_looks(request: HttpRequest, kind: str) -> HttpResponse:
    """Gives a person their own list as a file."""
    places = places_of_looks(persons_of(request.user), LookFilter(request.GET).wanted)
    if kind == "json":
        return _file(copies.looks_as_json(places), "application/json", "who-looked-at-my-data.json")
    return sheet_response(copies.looks_as_sheet(places), kind, "who-looked-at-my-data")


@require_safe
@cache_control(public=True, max_age=300)
def papers(request: HttpRequest) -> HttpResponse:
    """Shows how many papers this town fetched itself, by year and register."""
    return render(request, "registers/papers.html", pages.papers_page(papers_fetched()))


@require_safe
@cache_control(public=True, max_age=300)
def papers_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Gives the same numbers as open data."""
    return sheet_response(copies.papers_as_sheet(papers_fetched()), kind, "papers-fetched")


def _opened(request: HttpRequest) -> UUID | None:
    """The look whose values are wanted; an address somebody has mistyped opens none."""
    try:
        return UUID(request.GET.get("show", ""))
    except ValueError:
        return None


def _without(request: HttpRequest, name: str) -> str:
    rest = request.GET.copy()
    rest.pop(name, None)
    return rest.urlencode()


def _file(content: str, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=f"{content_type}; charset=utf-8", headers=headers)
