"""From the one host where people sign in to a town's own domain: tokens, the browser's half, sessions tied together.

The browser on the town's domain keeps a secret; the main host is told its hash only. So a token is of no use in any
other browser, neither to a thief nor to somebody who wants another person to work under the thief's account.
"""

import hashlib
import secrets
from importlib import import_module
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from eroba.kernel.people.assurance import SHOWN
from eroba.kernel.people.models import HandOver
from eroba.kernel.people.rules import HAND_OVER_LASTS
from eroba.kernel.tenancy.domains import urlconf_for
from eroba.kernel.tenancy.models import Municipality

COOKIE = "__Host-eroba-way" if settings.IS_SECURE else "eroba-way"
COOKIE_LASTS_SECONDS = 3600
TIED = "tied_sessions"
_signer = TimestampSigner(salt="eroba.people.hand_over")


def way_to_sign_in(request: HttpRequest, back: str) -> tuple[str, str]:
    """Where the main host goes on after signing somebody in, and the secret that this browser has to keep."""
    secret = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(32)
    onward = reverse("hand_over:depart", urlconf=settings.ROOT_URLCONF)
    return f"{onward}?{urlencode({'to': back, 'browser': hash_of(secret)})}", secret


def remember_browser(response: HttpResponse, secret: str) -> None:
    """Lets this browser keep its half for an hour."""
    response.set_cookie(
        COOKIE, secret, COOKIE_LASTS_SECONDS, secure=settings.IS_SECURE, httponly=True, samesite="Lax"
    )


def hash_of(secret: str) -> str:
    """What the main host may know of a browser's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def town_of_goal(goal: str) -> Municipality | None:
    """The open town on whose own domain a page lies; nothing for any other address."""
    parts = urlsplit(goal)
    if not parts.hostname or parts.scheme != urlsplit(settings.SITE_ADDRESS).scheme or parts.username:
        return None
    return Municipality.objects.filter(domain=parts.hostname, is_open=True).exclude(domain="").first()


def address_of_arrival(town: Municipality, goal: str, hand_over: HandOver) -> str:
    """The address on the town's domain that takes somebody in and leads to the page they wanted."""
    parts = urlsplit(goal)
    arrival = reverse(
        "own_account:arrive", kwargs={"municipality": town.slug}, urlconf=urlconf_for(town.slug)
    )
    token = _signer.sign(f"{parts.netloc.lower()}|{hand_over.pk.hex}")
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return f"{parts.scheme}://{parts.netloc}{arrival}?{urlencode({'token': token, 'next': path})}"


def hand_over_of(request: HttpRequest) -> HandOver | None:
    """The way by which somebody comes, if its token is ours, of this host and of this minute."""
    try:
        said = _signer.unsign(request.GET.get("token", ""), max_age=HAND_OVER_LASTS)
    except BadSignature:
        return None
    host, _mark, number = said.partition("|")
    if host != request.get_host().lower():
        return None
    return HandOver.objects.select_related("account").filter(pk=UUID(number)).first()


def tie_sessions(request: HttpRequest, main_key: str) -> None:
    """Lets the session here and the one on the main host end together."""
    main = session_of_key(main_key)
    request.session[TIED] = [main_key]
    request.session.update({name: main[name] for name in SHOWN if name in main})
    request.session.save()
    main[TIED] = [*main.get(TIED, []), request.session.session_key]
    main.save()


def end_tied_sessions(sender: Any, request: HttpRequest, **_signal: Any) -> None:
    """Whoever signs out on one host is signed out on all of them."""
    session = getattr(request, "session", None)
    if session is not None:
        end_tied_to(session)


def end_tied_to(session: SessionBase) -> None:
    """Ends the sessions on other hosts that hang together with this one, and what hangs on them."""
    waiting = list(session.get(TIED, []))
    ended = {session.session_key}
    while waiting:
        key = waiting.pop()
        if key not in ended:
            ended.add(key)
            other = session_of_key(key)
            waiting += other.get(TIED, [])
            other.delete()


def session_of_key(key: str) -> SessionBase:
    """The session kept under a key."""
    return import_module(settings.SESSION_ENGINE).SessionStore(key)
