"""Running cases and the version in force, at the desk: what `eroba service migrate` says and does, as a page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.capabilities.services import actions, rules
from eroba.capabilities.services.moving import CaseStanding, Standing, standings_of
from eroba.capabilities.services.queries.cases import running_cases_of
from eroba.capabilities.services.queries.inbox import stage_title
from eroba.capabilities.services.queries.moves import last_move, service_here
from eroba.capabilities.services.views.desk.addresses import desk_address, staff_only
from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.queries import actor_for


@never_cache
@staff_only
@require_safe
def moving(request: HttpRequest, code: str) -> HttpResponse:
    """Show each running case of a service beside the version in force; nothing is touched."""
    by, service = actor_for(request), service_here(code)
    found = standings_of(service, running_cases_of(service))
    verdict = rules.may_publish_service(by)
    by_standing = {one: [_line(request, case) for case in found if case.standing is one] for one in Standing}
    shown = {
        "service": service,
        "blocked": by_standing[Standing.BLOCKED],
        "movable": by_standing[Standing.MOVABLE],
        "same_count": len(by_standing[Standing.SAME]),
        "may_move": bool(verdict),
        "why_not": verdict.because,
        "last": last_move(service),
        "move_href": desk_address(request, "move-cases", code=code),
        "undo_href": desk_address(request, "undo-move", code=code),
    }
    return render(request, "services/desk/moving.html", shown)


@never_cache
@staff_only
@require_POST
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Bring every case that can be moved to the version in force; each is looked at again under its lock."""
    service = service_here(code)
    movable = [
        one.case
        for one in standings_of(service, running_cases_of(service))
        if one.standing is Standing.MOVABLE
    ]
    try:
        done = actions.move_cases(actor_for(request), service=service, cases=movable)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        words = _("Moved, cases: %(n)d. You can take it back below.")
        messages.success(request, words % {"n": done.moved.count()})
    return HttpResponseRedirect(desk_address(request, "moving", code=code))


@never_cache
@staff_only
@require_POST
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take the last move back, except where somebody has worked since."""
    last = last_move(service_here(code))
    if last is None:
        messages.info(request, _("There is no move to take back."))
    else:
        back = actions.undo_move(actor_for(request), move=last)
        words = _("Back on their old version, cases: %(n)d. Those somebody has worked on since stay.")
        messages.success(request, words % {"n": len(back)})
    return HttpResponseRedirect(desk_address(request, "moving", code=code))


def _line(request: HttpRequest, one: CaseStanding) -> tuple[CaseStanding, str, str]:
    return one, desk_address(request, "case", number=one.case.matter.number), stage_title(one.case)
