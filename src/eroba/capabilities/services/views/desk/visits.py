"""Visits at the desk: who comes on a day, who came, booking for somebody, closed days, and the counters themselves."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.capabilities.services import actions, visit_rules
from eroba.capabilities.services.forms.visits import ClosureForm, CounterForm, SomebodyForm
from eroba.capabilities.services.models import Counter
from eroba.capabilities.services.queries.cases import case_by_number
from eroba.capabilities.services.queries.visits import (
    counter_by_code,
    offered_days,
    visit_by_number,
    visits_on,
)
from eroba.capabilities.services.views.desk.addresses import desk_address
from eroba.capabilities.services.views.visit_choice import shown_choice
from eroba.capabilities.services.views.visit_showing import shown_visit
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.numbers import read_personal_number
from eroba.kernel.people.queries import actor_for

receiving = role_required(*visit_rules.RECEIVING)


@never_cache
@receiving
@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """Who comes on a day, by time; who came is noted here."""
    return _day(request, actor_for(request), None)


@never_cache
@receiving
@require_POST
def note(request: HttpRequest, number: str, outcome: str) -> HttpResponse:
    """Note whether somebody came."""
    visit = visit_by_number(number)
    actions.note_visit(actor_for(request), visit=visit, came=outcome == "came")
    on = visit.starts_at.astimezone().date()
    return HttpResponseRedirect(f"{desk_address(request, 'visits')}?on={on.isoformat()}#{number}")


@never_cache
@receiving
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """Book for somebody who asked here: by their application, or by personal number and name."""
    by, choice = actor_for(request), shown_choice(request)
    form = SomebodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and choice.counter is not None:
        try:
            visit = _booked(by, choice.counter, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The visit is booked. The person is told."))
            on = visit.starts_at.astimezone().date().isoformat()
            return HttpResponseRedirect(f"{desk_address(request, 'visits')}?on={on}#{visit.matter.number}")
    shown = {"form": form, "choice": choice, "back_href": desk_address(request, "visits")}
    return render(request, "services/desk/book.html", shown, status=422 if form.errors else 200)


@never_cache
@receiving
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close a counter on a day; whoever was to come is moved and told."""
    by, form = actor_for(request), ClosureForm(request.POST)
    if not form.is_valid():
        return _day(request, by, form)
    said = form.cleaned_data
    try:
        moved = actions.close_counter_day(
            by,
            counter=counter_by_code(said["counter"]),
            on=said["on"],
            reason_ka=said["reason_ka"],
            reason_en=said["reason_en"],
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return _day(request, by, form)
    words = ngettext(
        "The day is closed; %(count)s visit was moved or cancelled, and the person is told.",
        "The day is closed; %(count)s visits were moved or cancelled, and the people are told.",
        moved,
    )
    messages.success(request, words % {"count": moved})
    return HttpResponseRedirect(f"{desk_address(request, 'visits')}?on={said['on'].isoformat()}")


@never_cache
@receiving
@require_http_methods(["GET", "HEAD", "POST"])
def counters(request: HttpRequest) -> HttpResponse:
    """The counters of the town, and one of them to change, or a new one."""
    by = actor_for(request)
    wanted = Counter.objects.filter(code=request.GET.get("code", "")).prefetch_related("hours").first()
    form = CounterForm(request.POST or None, initial=_said(wanted) if wanted else None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in form.cleaned_data if not name.startswith("hours_")}
        codes = wanted.service_codes if wanted and wanted.code == said["code"] else []
        try:
            actions.save_counter(
                by, said=actions.CounterSaid(**said, hours=form.hours(), service_codes=codes)
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The counter is kept."))
            return HttpResponseRedirect(desk_address(request, "counters"))
    shown = {
        "form": form,
        "counters": list(Counter.objects.all()),
        "wanted": wanted,
        "may_keep": bool(visit_rules.may_keep_counters(by)),
        "back_href": desk_address(request, "visits"),
    }
    return render(request, "services/desk/counters.html", shown, status=422 if form.errors else 200)


def _booked(by: Actor, counter: Counter, said: dict[str, Any]) -> Any:
    number = said["number"].strip()
    purpose = actions.Purpose(case=case_by_number(number)) if number else actions.Purpose()
    return actions.book_for(
        by,
        counter=counter,
        starts_at=said["time"],
        purpose=purpose,
        personal_number="" if number else read_personal_number(said["personal_number"]),
        name=(said["given_name"], said["family_name"]),
    )


def _room_left(counter: Counter | None, on: dt.date, has_visits: bool) -> str:
    """Whether somebody who asks at this counter can still come on a day, in words; a day gone by needs none."""
    if counter is None or not today() <= on <= today() + dt.timedelta(days=counter.ahead_days):
        return ""
    day = next(iter(offered_days(counter, on, 1)), None)
    if day is None:
        return _("No time is free any more.") if has_visits else _("Nobody is received here on this day.")
    if day.closed_because:
        return _("Closed on this day: %(why)s.") % {"why": day.closed_because}
    said = ngettext("%(count)s time is still free.", "%(count)s times are still free.", len(day.free))
    return said % {"count": len(day.free)}


def _day(request: HttpRequest, by: Actor, closing: ClosureForm | None) -> HttpResponse:
    asked = request.GET.get("on", "") or (closing.data.get("on", "") if closing else "")
    try:
        on = dt.date.fromisoformat(asked)
    except ValueError:
        on = today()
    offered = list(Counter.objects.filter(is_open=True))
    counter = next((one for one in offered if one.code == request.GET.get("counter")), None)
    rows = [
        (visit, shown_visit(visit), bool(visit_rules.may_note_visit(by, visit)))
        for visit in visits_on(on, counter)
    ]
    here = desk_address(request, "visits")
    shown = {
        "on": on,
        "rows": rows,
        "counters": [(one, f"{here}?on={on.isoformat()}&counter={one.code}") for one in offered],
        "counter": counter,
        "room_left": _room_left(counter, on, bool(rows)),
        "every_href": f"{here}?on={on.isoformat()}",
        "before_href": f"{here}?on={(on - dt.timedelta(days=1)).isoformat()}",
        "after_href": f"{here}?on={(on + dt.timedelta(days=1)).isoformat()}",
        "book_href": desk_address(request, "book-for"),
        "counters_href": desk_address(request, "counters"),
        "close_href": desk_address(request, "close-day"),
        "closing": _closings(by, offered, on, closing),
        "form": closing,
    }
    return render(request, "services/desk/visits.html", shown, status=422 if closing else 200)


def _closings(
    by: Actor, offered: list[Counter], on: dt.date, sent: ClosureForm | None
) -> list[tuple[Counter, ClosureForm]]:
    if not visit_rules.may_keep_counters(by) or on < today():
        return []
    return [
        (one, sent)
        if sent is not None and sent.data.get("counter") == one.code
        else (one, ClosureForm(initial={"counter": one.code, "on": on}, auto_id=f"{one.code}_%s"))
        for one in offered
    ]


def _said(counter: Counter) -> dict[str, object]:
    names = ("code", "kind", "name_ka", "name_en", "address_ka", "address_en", "slot_minutes", "seats")
    said: dict[str, object] = {name: getattr(counter, name) for name in names}
    for weekday in range(7):
        spans = [str(one.span) for one in counter.hours.all() if one.weekday == weekday]
        said[f"hours_{weekday}"] = ", ".join(spans)
    return said | {"ahead_days": counter.ahead_days, "is_open": counter.is_open}
