"""Bodies at the desk: found one, add a seat, begin and end a term, seat and unseat a member."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.kernel.actions import LevelTooLow
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.bodies import actions, forms, queries
from eroba.kernel.people.bodies.models import Membership, Seat, Term
from eroba.kernel.people.bodies.rules import KEEPERS
from eroba.kernel.people.bodies.views import href_of, members_table
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Column, Row, Table

keepers_only = role_required(*sorted(KEEPERS))


@never_cache
@keepers_only
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All bodies of the town."""
    rows = [
        Row(
            (body.name, str(body.get_kind_display()), body.seat_count, body.taken_count),
            href_of(request, "desk_detail", code=body.code),
        )
        for body in queries.bodies(today())
    ]
    columns = (
        Column(_("Body")), Column(_("Kind")), Column(_("Seats"), numeric=True), Column(_("Taken"), numeric=True),
    )  # fmt: skip
    table = Table(_("Bodies"), columns, rows, keyboard=True, caption_hidden=True)
    context = {"table": table, "has_rows": bool(rows), "new_href": href_of(request, "desk_new")}
    return render(request, "people/bodies/desk_list.html", context)


@never_cache
@keepers_only
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One body with everything that can be done there now."""
    body = queries.body_of_code(code)
    places = queries.places_on(body, today())
    hrefs = [
        href_of(request, "desk_unseat", code=code, membership=place.membership.pk)
        if place.membership
        else href_of(request, "desk_seat", code=code, number=place.seat.number)
        for place in places
    ]
    context = {
        "body": body,
        "term": queries.term_on(body, today()),
        "table": members_table(_("Seats today"), places, hrefs),
        "term_href": href_of(request, "desk_term", code=code),
        "end_href": href_of(request, "desk_end_term", code=code),
        "add_href": href_of(request, "desk_add_seat", code=code),
        "public_href": href_of(request, "detail", code=code),
        "list_href": href_of(request, "desk"),
    }
    return render(request, "people/bodies/desk_detail.html", context)


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Found a body."""
    form = forms.BodyForm(request.POST or None)

    def act() -> str:
        return actions.found_body(actor_for(request), draft=form.draft, seats=form.seats).code

    return _tried(request, form, act, _("Found a body"), href_of(request, "desk"))


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def add_seat(request: HttpRequest, code: str) -> HttpResponse:
    """One seat more."""
    body, form = queries.body_of_code(code), forms.SeatForm(request.POST or None)

    def act() -> str:
        actions.add_seat(actor_for(request), body=body, seat=form.draft)
        return code

    return _tried(request, form, act, _("Add a seat"), href_of(request, "desk_detail", code=code), body.name)


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a term."""
    body, form = queries.body_of_code(code), forms.TermForm(request.POST or None)

    def act() -> str:
        actions.begin_term(actor_for(request), body=body, **form.cleaned_data)
        return code

    back = href_of(request, "desk_detail", code=code)
    return _tried(request, form, act, _("Begin a term"), back, body.name)


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def end_term(request: HttpRequest, code: str) -> HttpResponse:
    """Give the running term its last day."""
    body, form = queries.body_of_code(code), forms.LastDayForm(request.POST or None)
    running = _running(code)

    def act() -> str:
        actions.end_term(actor_for(request), term=running, **form.cleaned_data)
        return code

    back = href_of(request, "desk_detail", code=code)
    return _tried(request, form, act, _("End the term"), back, body.name)


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Seat somebody."""
    taken = Seat.objects.select_related("body").filter(body__code=code, number=number).first()
    if taken is None:
        raise NotFound(_("There is no such seat here."))
    running, form = _running(code), forms.MemberForm(request.POST or None)

    def act() -> str:
        first = form.cleaned_data["from_on"]
        actions.seat_member(actor_for(request), seat=taken, term=running, member=form.member, from_on=first)
        return code

    back = href_of(request, "desk_detail", code=code)
    return _tried(request, form, act, _("Seat a member"), back, f"{taken.body}, {taken}")


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def unseat(request: HttpRequest, code: str, membership: UUID) -> HttpResponse:
    """End a membership."""
    found = Membership.objects.select_related("seat__body").filter(seat__body__code=code, pk=membership)
    held, form = found.first(), forms.LeaveForm(request.POST or None)
    if held is None:
        raise NotFound(_("There is no such membership here."))

    def act() -> str:
        actions.unseat_member(actor_for(request), membership=held, **form.cleaned_data)
        return code

    back = href_of(request, "desk_detail", code=code)
    return _tried(request, form, act, _("End a membership"), back, f"{held.name}, {held.seat}")


def _running(code: str) -> Term:
    running = queries.term_on(queries.body_of_code(code), today())
    if running is None:
        raise Refusal(_("No term of this body runs today. Begin one first."))
    return running


def _tried(
    request: HttpRequest, form: Any, act: Callable[[], str], title: str, back: str, about: str = ""
) -> HttpResponse:
    """Do what was typed; a refusal stands above the form, and what was typed stays in it."""
    if form.is_valid():
        try:
            code = act()
        except LevelTooLow:
            raise
        except Refusal as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Saved. Everybody can read it now."))
            return redirect(href_of(request, "desk_detail", code=code))
    context = {"form": form, "title": title, "back_href": back, "about": about}
    return render(request, "people/desk_form.html", context, status=422 if form.errors else 200)
