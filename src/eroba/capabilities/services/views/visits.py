"""Booking a visit from a service's page or an application, and one's own visits: change, cancel, calendar file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.capabilities.services import actions, visit_rules
from eroba.capabilities.services.addresses import town_address
from eroba.capabilities.services.forms.visits import TimeForm
from eroba.capabilities.services.models import Visit
from eroba.capabilities.services.queries.cases import case_by_number
from eroba.capabilities.services.queries.catalogue import service_by_code
from eroba.capabilities.services.queries.visits import visit_by_number, visits_of
from eroba.capabilities.services.rules import is_applicant_of
from eroba.capabilities.services.views.visit_choice import TimeChoice, shown_choice
from eroba.capabilities.services.views.visit_showing import calendar_file, shown_visit
from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import person_required
from eroba.kernel.people.queries import actor_for


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """Choose a place, a day and a time; without scripts each choice is a link."""
    by = actor_for(request)
    purpose = _purpose(request, by)
    choice = shown_choice(request, purpose.service.code if purpose.service else "")
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and choice.counter is not None:
        try:
            visit = actions.book_visit(
                by, counter=choice.counter, starts_at=form.cleaned_data["time"], purpose=purpose
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
            return _choosing(request, form, shown_choice(request), purpose, refusal.status)
        messages.success(request, _("Your visit is booked."))
        return HttpResponseRedirect(_address(request, visit))
    return _choosing(request, form, choice, purpose, 422 if form.errors else 200)


@never_cache
@person_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Choose another time or place for a visit."""
    by, visit = _mine(request, number)
    choice = shown_choice(request, visit.service.code if visit.service else "", visit.counter.code)
    purpose = actions.Purpose(visit.service, visit.case)
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and choice.counter is not None:
        try:
            moved = actions.change_visit(
                by, visit=visit, counter=choice.counter, starts_at=form.cleaned_data["time"]
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
            return _choosing(request, form, choice, purpose, refusal.status, visit)
        messages.success(request, _("Your visit has another time."))
        return HttpResponseRedirect(_address(request, moved))
    return _choosing(request, form, choice, purpose, 422 if form.errors else 200, visit)


@never_cache
@person_required
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """Everything one has booked here."""
    by = actor_for(request)
    found = list(visits_of(by.person_id)) if by.person_id else []
    mine = [visit for visit in found if visit_rules.is_visitor(by, visit)]
    shown = {
        "visits": [(shown_visit(visit), _address(request, visit)) for visit in mine],
        "book_href": town_address(request, "services:book"),
    }
    return render(request, "services/visits.html", shown)


@never_cache
@person_required
@require_safe
def visit(request: HttpRequest, number: str) -> HttpResponse:
    """One visit: where, when, what for; another time, cancel, into one's own calendar."""
    by, found = _mine(request, number)
    case = found.case.matter.number if found.case else ""
    shown = {
        "visit": found,
        "shown": shown_visit(found),
        "may_change": bool(visit_rules.may_change_visit(by, found)),
        "links": {
            name: town_address(request, f"services:{name}", number=number)
            for name in ("change_visit", "cancel_visit", "visit_file")
        },
        "case_number": case,
        "case_href": town_address(request, "services:application", number=case) if case else "",
        "visits_href": town_address(request, "services:visits"),
        "book_href": town_address(request, "services:book"),
    }
    return render(request, "services/visit.html", shown)


@never_cache
@person_required
@require_POST
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel a visit; somebody else can have the time."""
    by, found = _mine(request, number)
    actions.cancel_visit(by, visit=found)
    messages.success(request, _("Your visit is cancelled."))
    return HttpResponseRedirect(_address(request, found))


@never_cache
@person_required
@require_safe
def visit_file(request: HttpRequest, number: str) -> HttpResponse:
    """The visit for one's own calendar; a later file of the same visit takes the place of this one."""
    _by, found = _mine(request, number)
    address = request.build_absolute_uri(_address(request, found))
    response = HttpResponse(calendar_file(found, address), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.matter.number}.ics"'
    return response


def _choosing(
    request: HttpRequest,
    form: TimeForm,
    choice: TimeChoice,
    purpose: actions.Purpose,
    status: int,
    visit: Visit | None = None,
) -> HttpResponse:
    shown: dict[str, Any] = {
        "form": form,
        "choice": choice,
        "service": purpose.service,
        "case": purpose.case,
        "visit": visit,
        "back_href": _address(request, visit) if visit else town_address(request, "services:visits"),
    }
    return render(request, "services/book.html", shown, status=status)


def _purpose(request: HttpRequest, by: Actor) -> actions.Purpose:
    """What one comes for, as the address says."""
    number, code = request.GET.get("case", ""), request.GET.get("service", "")
    if number:
        case = case_by_number(number)
        if not is_applicant_of(by, case):
            raise NotFound(_("There is no application with this number here."))
        return actions.Purpose(case.service, case)
    return actions.Purpose(service_by_code(code).service) if code else actions.Purpose()


def _mine(request: HttpRequest, number: str) -> tuple[Actor, Visit]:
    by, found = actor_for(request), visit_by_number(number)
    if not visit_rules.is_visitor(by, found):
        raise NotFound(_("There is no such visit here."))
    return by, found


def _address(request: HttpRequest, visit: Visit) -> str:
    return town_address(request, "services:visit", number=visit.matter.number)
