"""Doors in front of views: who may come in, and where everybody else is sent, in words."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import NotAllowed, refuse, require
from eroba.kernel.people.hand_over import remember_browser, way_to_sign_in
from eroba.kernel.people.queries import actor_for
from eroba.kernel.people.rules import STAFF_ROLES

View = Callable[..., HttpResponse]


def sign_in_required(view: View) -> View:
    """Lets in whoever is signed in; sends the others to sign in and back here."""

    @functools.wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return door


def person_required(view: View) -> View:
    """Lets in whoever said who they are in this town; the others say so first and come back here."""

    @functools.wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if actor_for(request).person_id is None:
            town = request.municipality  # type: ignore[attr-defined]
            address = reverse("people:identify", kwargs={"municipality": town.slug})
            return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")
        return view(request, *args, **kwargs)

    return door


def desk_required(view: View) -> View:
    """Lets in whoever holds a post in this town today."""
    return role_required(*STAFF_ROLES)(view)


def role_required(*roles: str) -> Callable[[View], View]:
    """Lets in whoever holds one of these roles in this town today.

    Raises NotAllowed, which becomes a page with the reason, and LevelTooLow where the town asks its officials to show
    more than they did; who is not signed in is sent to sign in.
    """

    def stand_before(view: View) -> View:
        @functools.wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            if not actor_for(request, channel="desk").has_role(*roles):
                raise NotAllowed(refuse(_refusal(request)))
            require(actor_for(request))
            return view(request, *args, **kwargs)

        return door

    return stand_before


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Sends somebody to sign in, on the one host where that is done, and back to where they wanted to go."""
    address = reverse("account_login", urlconf=settings.ROOT_URLCONF)
    if getattr(request, "urlconf", None) is None:
        return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")
    # Behind a proxy the request itself does not know that it came by https; the installation does.
    path = request.get_full_path() if request.method in ("GET", "HEAD") else f"/{get_language()}/"
    back = f"{urlsplit(settings.SITE_ADDRESS).scheme}://{request.get_host()}{path}"
    onward, secret = way_to_sign_in(request, back)
    response = HttpResponseRedirect(f"{settings.SITE_ADDRESS}{address}?{urlencode({'next': onward})}")
    remember_browser(response, secret)
    return response


def safe_next(request: HttpRequest, default: str) -> str:
    """Where to go on, if the page asked for is one of ours; else the default."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else default


def _refusal(request: HttpRequest) -> Any:
    if actor_for(request).acting is not None:
        return _("You act for somebody else just now. Act for yourself again to work at the desk.")
    town = request.municipality  # type: ignore[attr-defined]
    return _(
        "This page is for officials of %(town)s whose post includes this work. You are signed in as %(email)s. "
        "If that is the wrong account, sign out and sign in with the other one; if you should have access, "
        "ask the head of your unit."
    ) % {"town": town.name, "email": request.user.email}
