"""The budget at the desk: a file is read, looked at, then published or declined."""

import hashlib
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.budget import actions, queries, rules, showing
from eroba.capabilities.budget.actions import Laid
from eroba.capabilities.budget.forms import DecisionForm, FileForm
from eroba.capabilities.budget.models import Announcement
from eroba.capabilities.budget.reading.found import ReadBudget, Wanted
from eroba.capabilities.budget.reading.grids import LARGEST_BYTES
from eroba.capabilities.budget.reading.reader import read_budget
from eroba.capabilities.budget.showing import href_of
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.tenancy.models import Municipality

MOST_LISTED = 200


@never_cache
@role_required(*rules.STAFF)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every file that was read, what waits on top."""
    found = sorted(
        queries.waiting_and_decided()[:MOST_LISTED], key=lambda one: one.state != Announcement.State.WAITING
    )
    hrefs = [href_of(request, "announcement", key=one.pk) for one in found]
    context = {
        "table": showing.announcements_table(found, hrefs),
        "has_rows": bool(found),
        "read_href": href_of(request, "read"),
        "home_href": href_of(request, "home"),
        "plans_href": href_of(request, "plans"),
        "programmes_href": href_of(request, "programmes"),
    }
    return render(request, "budget/desk_list.html", context)


@never_cache
@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Read a file and keep what it says, for a look before anybody else sees it; a file with faults is not kept."""
    form = FileForm(request.POST or None, request.FILES or None)
    found: ReadBudget | None = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        content = said["file"].read(LARGEST_BYTES + 1)
        found = read_budget(
            content, wanted_in(request.municipality, said["year"], said["phase"], said["unit"])
        )  # type: ignore[attr-defined]
        if not found.faults:
            laid = Laid(
                year=said["year"],
                file_name=said["file"].name,
                fingerprint=hashlib.sha256(content).hexdigest(),
                announced_on=said["announced_on"],
                source_ka=said["source_ka"],
                source_en=said["source_en"],
                source_href=said["source_href"],
            )
            try:
                made = actions.lay_before(actor_for(request), laid=laid, read=found)
                return redirect(href_of(request, "announcement", key=made.pk))
            except NotAllowed:
                raise
            except Refusal as refusal:
                form.add_error("file", str(refusal))
    context = {
        "form": form,
        "faults": showing.faults_table(found.faults) if found and found.faults else None,
        "back_href": href_of(request, "desk"),
    }
    is_wrong = form.errors or found is not None
    return render(request, "budget/read.html", context, status=422 if is_wrong else 200)


@never_cache
@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def announcement(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a file says, what does not add up, what it changes; and the two buttons that decide."""
    one = queries.announcement_with(key)
    if one is None:
        raise NotFound(_("There is no such file here."))
    by, form = actor_for(request), DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, by, one, form.cleaned_data["because"])
            return redirect(href_of(request, "announcement", key=key))
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error("because", str(refusal))
    context = {"form": form, **_words_of(request, by, one)}
    return render(request, "budget/announcement.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, by: Actor, one: Announcement, because: str) -> None:
    if "accept" in request.POST:
        actions.accept_figures(by, announcement=one, because=because)
        messages.success(request, _("The figures are public now."))
    else:
        actions.decline_figures(by, announcement=one, because=because)
        messages.success(request, _("The figures were declined."))


def _words_of(request: HttpRequest, by: Actor, one: Announcement) -> dict[str, Any]:
    book = queries.book_waiting(one)
    is_waiting = one.state == Announcement.State.WAITING
    before = queries.book_of(one.budget.year, queries.announced(one.budget)) if is_waiting else None
    return {
        "one": one,
        "held": showing.held_words(one),
        "shape": showing.SHAPES[one.state],
        "totals": showing.totals_table(book),
        "gaps": showing.gaps_table(one),
        "remarks": showing.remarks_table(one),
        "changes": showing.changes(before, book) if before else None,
        "tables": [showing.lines_table(tree) for tree in book.trees.values()],
        "may_decide": is_waiting and bool(rules.may_accept_figures(by, announcement=one)),
        "is_waiting": is_waiting,
        "back_href": href_of(request, "desk"),
        "public_href": href_of(request, "year", year=one.budget.year) if one.state == "accepted" else "",
    }


def wanted_in(town: Municipality, year: int, phase: str, unit: str) -> Wanted:
    """What is asked of a file in this town: rows of other towns are left out."""
    names = {town.slug, town.name_ka, town.name_en, town.code}
    return Wanted(year, phase, unit, frozenset(name.casefold() for name in names if name))
