"""Where a new town sees what is ready and what is missing, goes on with the next step, and opens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.capabilities.portal import preparing
from eroba.capabilities.portal.queries import readiness
from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for

for_preparing = role_required("head", "operator")


@never_cache
@for_preparing
@require_safe
def opening(request: HttpRequest) -> HttpResponse:
    """Every step with what is there, what is missing and what would be good; the next one on top."""
    return _shown(request)


@never_cache
@for_preparing
@require_POST
def open_now(request: HttpRequest) -> HttpResponse:
    """Open the town to everybody."""
    try:
        town = preparing.open_prepared_town(actor_for(request))
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _shown(request, status=refusal.status)
    messages.success(request, _("%(town)s is open. Its pages answer from now on.") % {"town": town.name})
    return redirect("town_desk:town", municipality=town.slug)


@never_cache
@for_preparing
@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take back what was done of one step."""
    preparing.take_back_step(actor_for(request), code=code)
    messages.success(request, _("Everything of this step was taken back."))
    return redirect("town_desk:opening", municipality=request.municipality.slug)  # type: ignore[attr-defined]


def _shown(request: HttpRequest, status: int = 200) -> HttpResponse:
    here = {"municipality": request.municipality.slug}  # type: ignore[attr-defined]
    ready = readiness()
    steps = [
        (
            step,
            reverse(step.address, kwargs=here),
            reverse("town_desk:take_back", kwargs={**here, "code": step.code})
            if step.undo and step.done
            else "",
        )
        for step in ready.steps
    ]
    next_href = reverse(ready.next_step.address, kwargs=here) if ready.next_step else ""
    shown = {
        "ready": ready,
        "steps": steps,
        "next_href": next_href,
        "open_href": reverse("town_desk:open", kwargs=here),
    }
    return render(request, "portal/desk/opening.html", shown, status=status)
