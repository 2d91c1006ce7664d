"""Going over signed in to a town's own domain: leaving the main host, arriving there, and signing out there."""

import functools
import re
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eroba.kernel.actions import NotAllowed, refuse, system_actor
from eroba.kernel.people import actions, hand_over
from eroba.kernel.people.adapter import recognise
from eroba.kernel.people.doors import View, safe_next, sign_in_required
from eroba.kernel.people.queries import actor_here
from eroba.kernel.tenancy.scope import scope

HASH = re.compile(r"[0-9a-f]{64}")


def on_own_domain(view: View) -> View:
    """Answers on a town's own domain only; below the main host there is no such page."""

    @functools.wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "urlconf", None) is None:
            raise Http404("people sign in and out on this host itself")
        return view(request, *args, **kwargs)

    return door


@never_cache
@require_safe
@sign_in_required
def depart(request: HttpRequest) -> HttpResponse:
    """Leads on to the town's domain by a page of its own: a form that signs in may not lead to another host."""
    goal, browser = request.GET.get("to", ""), request.GET.get("browser", "")
    town = hand_over.town_of_goal(goal)
    if town is None or not HASH.fullmatch(browser):
        raise Http404("no town of ours has this page")
    recognise(request.user, town)
    with scope(town):
        way = actions.make_hand_over(
            actor_here(request), browser=browser, session_key=request.session.session_key
        )
    address = hand_over.address_of_arrival(town, goal, way)
    return render(request, "people/hand_over.html", {"town": town, "address": address})


@never_cache
@require_safe
@on_own_domain
def arrive(request: HttpRequest) -> HttpResponse:
    """Takes somebody in who comes from the main host, once."""
    goal = safe_next(request, f"/{get_language()}/")
    way = hand_over.hand_over_of(request)
    if way is None:
        raise NotAllowed(refuse(_("This way in is not valid or no longer open. Please sign in again.")))
    browser = hand_over.hash_of(request.COOKIES.get(hand_over.COOKIE, ""))
    main_key = way.session_key
    account = actions.use_hand_over(system_actor("sign-in"), hand_over=way, browser=browser)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    hand_over.tie_sessions(request, main_key)
    response = HttpResponseRedirect(goal)
    response.delete_cookie(hand_over.COOKIE, samesite="Lax")
    return response


@never_cache
@require_POST
@on_own_domain
def leave(request: HttpRequest) -> HttpResponse:
    """Signs out here and, with it, on the main host."""
    logout(request)
    return HttpResponseRedirect(f"/{get_language()}/")
