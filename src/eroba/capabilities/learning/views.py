"""At the desk: the training copy, the practice cases of one's role, and each of them with its lesson beside it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.capabilities.learning import actions
from eroba.capabilities.learning.queries import (
    finished_codes,
    practice_by_code,
    practices_for,
    standing_of,
    training_copy,
)
from eroba.capabilities.learning.rules import may_reset_training
from eroba.kernel.base.errors import NotFound
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.models import Role
from eroba.kernel.people.queries import actor_for
from eroba.kernel.people.rules import OPERATOR, STAFF_ROLES
from eroba.kernel.tenancy.models import Municipality

staff_only = role_required(*STAFF_ROLES, OPERATOR)


def href_of(request: HttpRequest, route: str, **named: str) -> str:
    """An address of this room in the real town, also from within its training copy."""
    town: Municipality = request.municipality  # type: ignore[attr-defined]
    slug = town.training_of_slug if town.is_training else town.slug
    return reverse(f"learning_desk:{route}", kwargs={"municipality": slug, **named})


@never_cache
@staff_only
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The training copy, and the practice cases of the roles one holds."""
    if request.municipality.is_training:  # type: ignore[attr-defined]
        return redirect(href_of(request, "overview"))
    by = actor_for(request)
    done = finished_codes(by.account_id)
    standings = practices_for(by)
    roles = dict.fromkeys(one.practice.role for one in standings)
    shown = {
        "copy": training_copy(),
        "groups": [
            (
                Role(role).label,
                [
                    (one, one.practice.code in done, href_of(request, "practice", code=one.practice.code))
                    for one in standings
                    if one.practice.role == role
                ],
            )
            for role in roles
        ],
        "may_reset": bool(may_reset_training(by)),
        "enter_href": href_of(request, "enter"),
        "reset_href": href_of(request, "reset"),
    }
    return render(request, "learning/overview.html", shown)


@never_cache
@staff_only
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Go to the desk of the training copy; it is made when nobody has practised yet."""
    copy = actions.enter_training_copy(actor_for(request))
    return redirect(f"/{get_language()}/{copy.slug}/desk/")


@never_cache
@staff_only
@require_POST
def reset(request: HttpRequest) -> HttpResponse:
    """Put the training copy back to its beginning."""
    actions.reset_training_copy(actor_for(request))
    messages.success(request, _("The training copy stands at its beginning again."))
    return redirect(href_of(request, "overview"))


@never_cache
@staff_only
@require_safe
def practice(request: HttpRequest, code: str) -> HttpResponse:
    """One practice case: the task, the lesson beside it, and what was missed when it was last looked at."""
    found = practice_by_code(code)
    standing = standing_of(actor_for(request), found)
    shown = {
        "standing": standing,
        "practice": found,
        "begin_href": href_of(request, "begin", code=code),
        "check_href": href_of(request, "check", code=code),
        "back_href": href_of(request, "overview"),
        "work_href": f"/{get_language()}{standing.run.address}" if standing.run else "",
    }
    return render(request, "learning/practice.html", shown)


@never_cache
@staff_only
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Make the beginning of a practice case, and lead to it."""
    actions.begin_practice(actor_for(request), practice=practice_by_code(code))
    messages.success(request, _("The case is ready. Read the task, then open it."))
    return redirect(href_of(request, "practice", code=code))


@never_cache
@staff_only
@require_POST
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Look at what was done so far."""
    by = actor_for(request)
    run = standing_of(by, practice_by_code(code)).run
    if run is None:
        raise NotFound(_("You have not begun this practice case yet."))
    actions.check_practice(by, run=run)
    return redirect(href_of(request, "practice", code=code) + "#checks")
