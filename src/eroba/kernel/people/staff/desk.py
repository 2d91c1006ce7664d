"""Posts and units at the desk: the list, one post with its end and its substitute, the units."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.kernel.actions import LevelTooLow
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.actions.officials import end_appointment
from eroba.kernel.people.csv_files import csv_response
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.models import Appointment
from eroba.kernel.people.queries import actor_for
from eroba.kernel.people.rules import may_end_appointment
from eroba.kernel.people.staff import actions, forms, queries
from eroba.kernel.people.staff.reading import COLUMNS
from eroba.kernel.people.staff.rules import KEEPERS
from eroba.kernel.ui.components import Column, Mark, Row, Table
from eroba.kernel.ui.dates import day_with_year

keepers_only = role_required(*sorted(KEEPERS))
PER_PAGE = 50


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this room in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"staff:{route}", kwargs={"municipality": town, **named})


@never_cache
@keepers_only
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Posts with their holders; search and filters live in the address."""
    form = forms.FilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.posts(
        on=today(),
        standing=asked.get("standing") or "now",
        unit=asked.get("unit", ""),
        words=asked.get("q", ""),
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    columns = (
        Column(_("Name")), Column(_("Post")), Column(_("Unit")), Column(_("E-mail")), Column(pgettext("day", "From")),
        Column(_("Until")),
    )  # fmt: skip
    rows = [_row(request, post) for post in page]
    context = {
        "form": form,
        "page": page,
        "table": Table(_("Posts"), columns, rows, keyboard=True, caption_hidden=True),
        "has_rows": bool(rows),
        "list_href": href_of(request, "list"),
        "upload_href": href_of(request, "upload"),
        "csv_href": href_of(request, "csv"),
        "units_href": href_of(request, "units"),
    }
    return render(request, "people/staff/list.html", context)


def _row(request: HttpRequest, post: Appointment) -> Row:
    until = day_with_year(post.until_on) or "–"
    return Row(
        (
            name_of(post),
            str(post.get_role_display()),
            post.unit.name if post.unit else "–",
            post.account.email,
            day_with_year(post.from_on),
            Mark(until, "attention") if post.stands_in_for_id else until,
        ),
        href_of(request, "post", post=post.pk),
    )


def name_of(post: Appointment) -> str:
    """The official's name in the language being read."""
    return post.name


@never_cache
@keepers_only
@require_safe
def csv_export(request: HttpRequest) -> HttpResponse:
    """Posts of today and later, in the same columns in which a list is sent in."""
    found = [*queries.posts(on=today()), *queries.posts(on=today(), standing="ahead")]
    rows = [
        (p.account.email, p.name_ka, p.name_en, p.unit.code if p.unit else "", p.role, p.from_on, p.until_on)
        for p in found
    ]
    return csv_response("staff.csv", COLUMNS, rows)


@never_cache
@keepers_only
@require_safe
def post(request: HttpRequest, post: UUID) -> HttpResponse:
    """One post: who holds it, who stands in, and what can be done."""
    found = queries.post_of_id(post)
    context = {
        "post": found,
        "name": name_of(found),
        "substitutes": [(name_of(one), one) for one in found.substitutes.order_by("from_on")],
        "may_end": bool(may_end_appointment(actor_for(request), found)),
        "is_open": found.until_on is None or found.until_on >= today(),
        "end_href": href_of(request, "end", post=found.pk),
        "substitute_href": href_of(request, "substitute", post=found.pk),
        "back_href": href_of(request, "list"),
    }
    return render(request, "people/staff/post.html", context)


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, post: UUID) -> HttpResponse:
    """Give a post its last day."""
    found, form = queries.post_of_id(post), forms.EndForm(request.POST or None)
    if form.is_valid():
        try:
            end_appointment(actor_for(request), appointment=found, **form.cleaned_data)
            messages.success(request, _("The post has its last day now."))
            return redirect(href_of(request, "post", post=found.pk))
        except LevelTooLow:
            raise
        except Refusal as problem:
            form.add_error(None, str(problem))
    return _form_page(request, form, _("End a post"), href_of(request, "post", post=found.pk), name_of(found))


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def substitute(request: HttpRequest, post: UUID) -> HttpResponse:
    """Let somebody hold a post while its holder is away."""
    found, form = queries.post_of_id(post), forms.SubstituteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.appoint_substitute(actor_for(request), post=found, **form.cleaned_data)
            messages.success(request, _("The substitute holds the post in these days."))
            return redirect(href_of(request, "post", post=found.pk))
        except LevelTooLow:
            raise
        except Refusal as problem:
            form.add_error(None, str(problem))
    back = href_of(request, "post", post=found.pk)
    return _form_page(request, form, _("Name a substitute"), back, name_of(found))


@never_cache
@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def units(request: HttpRequest) -> HttpResponse:
    """The units, and a new one."""
    form = forms.UnitForm(request.POST or None)
    if form.is_valid():
        try:
            actions.found_unit(actor_for(request), **form.cleaned_data)
            messages.success(request, _("The unit was founded."))
            return redirect(href_of(request, "units"))
        except LevelTooLow:
            raise
        except Refusal as problem:
            form.add_error(None, str(problem))
    rows = [Row((unit.name, unit.code, unit.post_count)) for unit in queries.units(today())]
    columns = (Column(_("Unit")), Column(_("Its word in lists")), Column(_("Posts today"), numeric=True))
    context = {
        "form": form,
        "table": Table(_("Units"), columns, rows, caption_hidden=True),
        "back_href": href_of(request, "list"),
    }
    return render(request, "people/staff/units.html", context, status=422 if form.errors else 200)


def _form_page(request: HttpRequest, form: Any, title: str, back: str, about: str) -> HttpResponse:
    context = {"form": form, "title": title, "back_href": back, "about": about}
    return render(request, "people/desk_form.html", context, status=422 if form.errors else 200)
