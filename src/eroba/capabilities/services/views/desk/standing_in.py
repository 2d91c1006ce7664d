"""Leave and hand-over at the desk: who stands in for whom, and giving all of somebody's cases to a colleague."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from eroba.capabilities.services import actions, rules_standing_in
from eroba.capabilities.services.forms.standing_in import AmongOfficialsForm, HandOverAllForm, SubstituteForm
from eroba.capabilities.services.queries import standing_in as queries
from eroba.capabilities.services.queries.inbox import officials_here
from eroba.capabilities.services.views.desk.addresses import desk_address, staff_only
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_for


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Show who stands in for whom, and name a substitute."""
    by, is_head = _who(request)
    form = SubstituteForm(request.POST or None, **_known(by, is_head))
    if _done(form, lambda said: _name(by, form, said)):
        messages.success(request, _("The substitute was told. The cases stand in their day meanwhile."))
        return HttpResponseRedirect(desk_address(request, "leave"))
    found = queries.substitutions_for(by.account_id, everybody=is_head)
    shown = [
        (
            one,
            one.is_on(today()),
            desk_address(request, "end-leave", key=one.pk)
            if rules_standing_in.may_end_substitution(by, one)
            else "",
        )
        for one in found
    ]
    return _page(request, "services/desk/leave.html", {"form": form, "shown": shown, "me": by.account_id})


@never_cache
@staff_only
@require_POST
def end_leave(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a substitution before its last day."""
    found = queries.substitution_with(key)
    if found is None:
        raise NotFound(_("There is no such substitution here."))
    actions.end_substitution(actor_for(request), substitution=found)
    messages.success(request, _("The substitution has ended."))
    return HttpResponseRedirect(desk_address(request, "leave"))


@never_cache
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand all open cases of somebody over, and show what was handed over lately."""
    by, is_head = _who(request)
    known = _known(by, is_head)
    open_counts = queries.open_counts(known["officials"])
    form = HandOverAllForm(request.POST or None, open_counts=open_counts, **known)
    if _done(form, lambda said: _give(by, form, said)):
        messages.success(request, _("Handed over. You can take it back below for a week."))
        return HttpResponseRedirect(desk_address(request, "hand-over"))
    shown = [
        (
            one,
            desk_address(request, "undo-hand-over", key=one.pk)
            if not one.undone_at and rules_standing_in.may_undo_hand_over(by, one)
            else "",
        )
        for one in queries.hand_overs_for(by.account_id, everybody=is_head)
    ]
    return _page(request, "services/desk/hand_over.html", {"form": form, "shown": shown})


@never_cache
@staff_only
@require_POST
def undo_hand_over(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a hand-over back; what somebody has worked on since stays where it is."""
    found = queries.hand_over_with(key)
    if found is None:
        raise NotFound(_("There is no such hand-over here."))
    back = actions.undo_hand_over(actor_for(request), hand_over=found)
    words = ngettext("%(n)d case went back.", "%(n)d cases went back.", back)
    messages.success(request, words % {"n": back})
    return HttpResponseRedirect(desk_address(request, "hand-over"))


def _who(request: HttpRequest) -> tuple[Actor, bool]:
    by = actor_for(request)
    return by, by.has_role("head")


def _known(by: Actor, is_head: bool) -> dict[str, Any]:
    return {"officials": officials_here(), "me": by.account_id, "for_everybody": is_head}


def _done(form: AmongOfficialsForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether what was typed could be done; a refusal stands above the form, and what was typed is kept."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


def _name(by: Actor, form: AmongOfficialsForm, said: dict[str, Any]) -> object:
    (away, away_label), to = _official(form, said["whose"]), _official(form, said["to"])
    return actions.name_substitute(
        by, away=away, away_label=away_label, to=to, from_on=said["from_on"], until_on=said["until_on"]
    )


def _give(by: Actor, form: AmongOfficialsForm, said: dict[str, Any]) -> object:
    whose, _label = _official(form, said["whose"])
    cases = queries.open_cases_held_by(whose.pk)
    return actions.hand_over_cases(by, cases=cases, to=_official(form, said["to"]), because=said["because"])


def _official(form: AmongOfficialsForm, chosen: str) -> tuple[Account, str]:
    return Account.objects.get(pk=UUID(chosen)), form.names[chosen]


def _page(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    links = {
        "day_href": desk_address(request, "day"),
        "leave_href": desk_address(request, "leave"),
        "hand_over_href": desk_address(request, "hand-over"),
    }
    status = 422 if shown["form"].errors else 200
    return render(request, template, shown | links, status=status)
