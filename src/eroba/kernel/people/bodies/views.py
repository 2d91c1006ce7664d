"""Bodies for everybody: which there are, who sits there now or sat there on a day, earlier terms, open data."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from eroba.kernel.base.clock import today
from eroba.kernel.people.bodies import queries
from eroba.kernel.people.bodies.forms import OnDayForm
from eroba.kernel.people.bodies.models import Body, Membership
from eroba.kernel.people.csv_files import csv_response
from eroba.kernel.ui.components import Card, Cell, Column, Crumb, Figure, Row, Table
from eroba.kernel.ui.dates import day_with_year, in_words

COLUMNS = (
    "term term_from term_until seat kind constituency_ka constituency_en name_ka name_en party_ka party_en"
    " from until end_reason"
).split()


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this room in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"bodies:{route}", kwargs={"municipality": town, **named})


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The bodies of the town, with how many of their seats are taken today."""
    cards = [
        Card(
            title=body.name,
            href=href_of(request, "detail", code=body.code),
            text=body.get_kind_display(),
            meta=_taken_words(body.taken_count, body.seat_count),
        )
        for body in queries.bodies(today())
    ]
    return render(request, "people/bodies/list.html", {"cards": cards, "crumbs": _crumbs(request)})


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One body: who sits there now or sat there on a day, and its terms."""
    body = queries.body_of_code(code)
    form = OnDayForm(request.GET or None)
    is_asked = form.is_valid() and form.cleaned_data["on"] is not None
    day = form.cleaned_data["on"] if is_asked else today()
    places = queries.places_on(body, day)
    terms = list(queries.terms_of(body))
    taken = sum(place.membership is not None for place in places)
    context = {
        "body": body,
        "form": form,
        "day": day,
        "is_asked": is_asked,
        "term": next((term for term in terms if _runs_on(term, day)), None),
        "figures": [Figure(str(len(places)), _("seats")), Figure(str(taken), _("taken"))],
        "table": members_table(_("Who sat here on %(day)s") % {"day": in_words(day)}, places),
        "terms": Table(
            _("Terms"),
            (
                Column(_("Term"), numeric=True),
                Column(pgettext("day", "From")),
                Column(_("Until")),
                Column(_("Legal act")),
            ),
            [
                Row((t.number, day_with_year(t.from_on), day_with_year(t.until_on) or "–", t.basis))
                for t in terms
            ],
        ),
        "has_terms": bool(terms),
        "csv_href": href_of(request, "csv", code=code),
        "json_href": href_of(request, "json", code=code),
        "here": href_of(request, "detail", code=code),
        "crumbs": _crumbs(request, body),
    }
    return render(request, "people/bodies/detail.html", context, status=422 if form.errors else 200)


def members_table(caption: str, places: Sequence[queries.Place], hrefs: Sequence[str] = ()) -> Table:
    """The seats with who holds them; `hrefs` leads each line on, at the desk."""
    columns = (
        Column(_("Member")), Column(_("Seat"), numeric=True), Column(_("Kind")), Column(_("Constituency")),
        Column(_("Faction or party")), Column(_("Since")),
    )  # fmt: skip
    links = hrefs or [""] * len(places)
    rows = [Row(_cells(place), href) for place, href in zip(places, links, strict=True)]
    return Table(caption, columns, rows)


@require_safe
def csv_export(request: HttpRequest, code: str) -> HttpResponse:
    """Who ever sat in a body, as CSV."""
    body = queries.body_of_code(code)
    rows = ([line[name] for name in COLUMNS] for line in _lines(body))
    return csv_response(f"{body.code}.csv", COLUMNS, rows)


@require_safe
def json_export(request: HttpRequest, code: str) -> JsonResponse:
    """A body with its seats and who ever sat there, as JSON."""
    body = queries.body_of_code(code)
    told = {
        "code": body.code,
        "kind": body.kind,
        "name_ka": body.name_ka,
        "name_en": body.name_en,
        "founded_on": body.founded_on,
        "is_invented": body.is_invented,
        "seats": list(body.seats.order_by("number").values("number", "kind")),
        "memberships": _lines(body),
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _lines(body: Body) -> list[dict[str, Any]]:
    return [_line(membership) for membership in queries.everybody_of(body)]


def _line(held: Membership) -> dict[str, Any]:
    seat, term = held.seat, held.term
    return {
        "term": term.number,
        "term_from": term.from_on,
        "term_until": term.until_on,
        "seat": seat.number,
        "kind": seat.kind,
        "constituency_ka": seat.constituency_ka or (seat.settlement.name_ka if seat.settlement else ""),
        "constituency_en": seat.constituency_en or (seat.settlement.name_en if seat.settlement else ""),
        "name_ka": held.name_ka,
        "name_en": held.name_en,
        "party_ka": held.party_ka,
        "party_en": held.party_en,
        "from": held.from_on,
        "until": held.until_on,
        "end_reason": held.end_reason,
    }


def _cells(place: queries.Place) -> tuple[Cell, ...]:
    seat, held = place.seat, place.membership
    whose = held.name if held else _("empty")
    since = day_with_year(held.from_on) if held else ""
    kind = str(seat.get_kind_display())
    return (whose, seat.number, kind, seat.constituency or "–", (held.party if held else "") or "–", since)


def _taken_words(taken: int, seats: int) -> str:
    return _("%(taken)s of %(seats)s seats taken") % {"taken": taken, "seats": seats}


def _runs_on(term: Any, day: dt.date) -> bool:
    return bool(term.from_on <= day and (term.until_on is None or term.until_on >= day))


def _crumbs(request: HttpRequest, body: Body | None = None) -> list[Crumb]:
    here = href_of(request, "list")
    home = Crumb(request.municipality.name, here.removesuffix("bodies/"))  # type: ignore[attr-defined]
    return [home, Crumb(_("Bodies"), here), *([Crumb(body.name)] if body else [])]
