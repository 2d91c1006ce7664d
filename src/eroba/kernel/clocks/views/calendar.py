"""The town's calendar at the desk: a year of it, and days that differ, with what they move."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.clocks import actions, rules
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.desk_words import moments_of_calendar, remarks_about, table_of_days, table_of_moves
from eroba.kernel.clocks.forms import DayForm, YearForm
from eroba.kernel.clocks.known import CALENDAR, changes_of
from eroba.kernel.clocks.models import CalendarDay
from eroba.kernel.clocks.queries import moves_if
from eroba.kernel.clocks.views import href_of, require
from eroba.kernel.people.doors import desk_required
from eroba.kernel.people.queries import actor_for

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@desk_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """A year: national holidays and the town's own days, by date."""
    form = YearForm(request.GET)
    year = form.cleaned_data["year"] if form.is_valid() else today().year
    may_set = bool(rules.may_set_deadlines(actor_for(request)))
    own = list(CalendarDay.objects.filter(on__year=year))
    here = href_of(request, "calendar")
    context = {
        "year": year,
        "table": table_of_days(
            year, own, lambda day: href_of(request, "change_day", key=day.pk) if may_set else ""
        ),
        "before": (f"{here}?year={year - 1}", year - 1),
        "after": (f"{here}?year={year + 1}", year + 1),
        "has_own": bool(own),
        "new_href": href_of(request, "new_day") if may_set else "",
        "rules_href": href_of(request, "rules"),
        "moments": moments_of_calendar(changes_of(CALENDAR)),
    }
    return render(request, "clocks/calendar.html", context)


@never_cache
@desk_required
@GET_AND_POST
def new_day(request: HttpRequest) -> HttpResponse:
    """A day that differs: typed, shown with what it moves, and set."""
    return _day_page(request, None)


@never_cache
@desk_required
@GET_AND_POST
def change_day(request: HttpRequest, key: UUID) -> HttpResponse:
    """A day that differs already, to be changed or removed."""
    return _day_page(request, _found_or_refuse(key))


@never_cache
@desk_required
@GET_AND_POST
def remove_day(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let a day be again as in the national calendar, after a look at what that moves."""
    by, entry = actor_for(request), _found_or_refuse(key)
    require(rules.may_set_deadlines(by))
    if request.method == "POST":
        removed = actions.remove_calendar_day(by, entry=entry)
        messages.success(
            request, _("The day is as in the national calendar again.") + _moved_in_words(removed)
        )
        return redirect(f"{href_of(request, 'calendar')}?year={removed.on.year}")
    moves = moves_if(entry.on, None)
    context = {
        "entry": entry,
        "is_removal": True,
        "moves_count": len(moves),
        "moves": table_of_moves(moves),
        "back_href": href_of(request, "change_day", key=key),
    }
    return render(request, "clocks/preview.html", context)


def _day_page(request: HttpRequest, entry: CalendarDay | None) -> HttpResponse:
    by = actor_for(request)
    require(rules.may_set_deadlines(by))
    form = DayForm(request.POST or None, initial=_as_it_is(entry))
    step = request.POST.get("step", "")
    if step != "change" and form.is_valid():
        thought = _thought_of(form)
        if _takes_anothers_place(entry, thought):
            form.add_error("on", _("Another entry stands on this day. Change that one instead."))
        elif step == "set":
            return _set(request, by, entry, thought)
        else:
            return _preview(request, form, entry, thought)
    context = {
        "form": form,
        "entry": entry,
        "back_href": href_of(request, "calendar"),
        "remove_href": href_of(request, "remove_day", key=entry.pk) if entry else "",
    }
    return render(request, "clocks/day.html", context)


def _preview(
    request: HttpRequest, form: DayForm, entry: CalendarDay | None, thought: CalendarDay
) -> HttpResponse:
    moves = moves_if(thought.on, thought)
    context = {
        "entry": thought,
        "typed": [(name, value) for name in form.data for value in form.data.getlist(name) if _is_ours(name)],
        "remarks": remarks_about(thought),
        "moves_count": len(moves),
        "moves": table_of_moves(moves),
        "back_href": href_of(request, "calendar"),
    }
    return render(request, "clocks/preview.html", context)


def _set(request: HttpRequest, by: Actor, entry: CalendarDay | None, thought: CalendarDay) -> HttpResponse:
    if entry is not None and entry.on != thought.on:
        actions.remove_calendar_day(by, entry=entry)
    done = actions.set_calendar_day(
        by,
        on=thought.on,
        kind=CalendarDay.Kind(thought.kind),
        name=Name(thought.name_ka, thought.name_en),
        basis=thought.basis,
    )
    messages.success(request, _("The day is set.") + _moved_in_words(done))
    return redirect(f"{href_of(request, 'calendar')}?year={done.on.year}")


def _thought_of(form: DayForm) -> CalendarDay:
    """The day as typed, not stored."""
    return CalendarDay(**{name: form.cleaned_data[name] for name in DayForm.base_fields})


def _takes_anothers_place(entry: CalendarDay | None, thought: CalendarDay) -> bool:
    others = CalendarDay.objects.filter(on=thought.on)
    return (others.exclude(pk=entry.pk) if entry else others).exists()


def _moved_in_words(entry: CalendarDay) -> str:
    count = entry.moved_count
    if not count:
        return " " + _("No open deadline moved.")
    said = ngettext("%(count)d open deadline moved.", "%(count)d open deadlines moved.", count)
    return f" {said % {'count': count}}"


def _as_it_is(entry: CalendarDay | None) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in DayForm.base_fields} if entry else {}


def _is_ours(name: str) -> bool:
    return name.partition("_")[0] in ("on", "kind", "name", "basis")


def _found_or_refuse(key: UUID) -> CalendarDay:
    entry = CalendarDay.objects.filter(pk=key).first()
    if entry is None:
        raise NotFound(_("There is no such day here."))
    return entry
