"""Leading somebody to where they show more of who they are, and back to what they were doing, with all they typed.

What was typed waits in the session of the host where it was typed, locked away, for an hour; the latest only.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from eroba.kernel.actions import LevelTooLow
from eroba.kernel.base.clock import now
from eroba.kernel.base.secrets import derived_key, lock_away, unlock
from eroba.kernel.people.hand_over import remember_browser, way_to_sign_in

KEPT = "kept_form"
UNDER_WAY = "stepping_up"
KEPT_FOR = timedelta(hours=1)
MOST_KEPT_CHARACTERS = 300_000
SEE_OTHER = 303
_PURPOSE = "eroba.people.kept-form"


@dataclass(frozen=True)
class KeptForm:
    """What somebody had typed when we asked who they are: where it goes, its fields, the files to choose again."""

    address: str
    fields: Sequence[tuple[str, str]]
    files: Sequence[str] = ()


def lead_to_step_up(request: HttpRequest, problem: LevelTooLow) -> HttpResponse:
    """Sends somebody to the page that says what is asked, why, and how to go on; keeps what they typed."""
    goal = _goal(request)
    asked = {"need": problem.need.code, "town": problem.town}
    page = reverse("signing_in:step_up", urlconf=settings.ROOT_URLCONF)
    if getattr(request, "urlconf", None) is None:
        return _sent(request, f"{page}?{urlencode({**asked, 'next': goal})}")
    scheme = urlsplit(settings.SITE_ADDRESS).scheme
    onward, secret = way_to_sign_in(request, f"{scheme}://{request.get_host()}{goal}")
    response = _sent(request, f"{settings.SITE_ADDRESS}{page}?{urlencode({**asked, 'next': onward})}")
    remember_browser(response, secret)
    return response


def kept_form(request: HttpRequest) -> KeptForm | None:
    """What this session keeps for its owner, unless an hour is over."""
    try:
        said = json.loads(unlock(b64decode(request.session[KEPT]), key=derived_key(_PURPOSE)))
    except (KeyError, ValueError, InvalidTag):
        return None
    if now().timestamp() - said["at"] > KEPT_FOR.total_seconds():
        del request.session[KEPT]
        return None
    return KeptForm(said["address"], [(name, value) for name, value in said["fields"]], said["files"])


def _goal(request: HttpRequest) -> str:
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    _keep(request)
    if getattr(request, "urlconf", None) is None:
        return reverse("signing_in:go_on", urlconf=settings.ROOT_URLCONF)
    town = request.municipality  # type: ignore[attr-defined]
    return reverse("own_account:go_on", kwargs={"municipality": town.slug})


def _keep(request: HttpRequest) -> None:
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    said = {
        "at": now().timestamp(),
        "address": request.get_full_path(),
        "fields": fields if sum(len(value) for _name, value in fields) <= MOST_KEPT_CHARACTERS else [],
        "files": [upload.name for _name, uploads in request.FILES.lists() for upload in uploads],
    }
    locked = lock_away(json.dumps(said).encode(), key=derived_key(_PURPOSE))
    request.session[KEPT] = b64encode(locked).decode()


def _sent(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    response = HttpResponseRedirect(address)
    response.status_code = SEE_OTHER
    return response


def front_page() -> str:
    """Where somebody goes on when there is nothing to go back to."""
    return f"/{get_language()}/me/"
