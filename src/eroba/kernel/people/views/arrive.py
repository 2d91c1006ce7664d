"""Somebody comes from the national portal, already signed in there, and wants one page of ours.

Sign-in begun by a third party, as OpenID Connect has it (Core, section 4): `iss` names the provider,
`target_link_uri` the page. Whoever is signed in here meanwhile is not believed to be the same person: the provider
is always asked.
"""

from secrets import token_urlsafe
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.claims import NATIONAL
from eroba.kernel.people.hand_over import town_of_goal

LONGEST_HINT, LONGEST_GOAL = 200, 2000
WELL_KNOWN = "/.well-known/openid-configuration"


class WrongWay(Refusal):
    """Says that a link from elsewhere cannot be followed."""

    status = 400


@never_cache
@require_safe
def arrive(request: HttpRequest) -> HttpResponse:
    """Asks the provider who this is, and goes on to the page; nowhere but to a page of ours."""
    goal = goal_of(request, request.GET.get("target_link_uri", ""))
    try:
        provider = get_adapter(request).get_provider(request, provider=NATIONAL)
    except SocialApp.DoesNotExist:
        raise NotFound(_("The national sign-in is not connected here.")) from None
    if _issuer(request.GET.get("iss", "")) != _issuer(provider.app.settings.get("server_url") or ""):
        raise WrongWay(_("This link comes from a sign-in we do not know. Open the page from our own site."))
    nonce = token_urlsafe(24)
    asked = {"nonce": nonce}
    if hint := request.GET.get("login_hint", "")[:LONGEST_HINT]:
        asked["login_hint"] = hint
    answer: HttpResponse = provider.redirect(
        request, process="login", next_url=goal, auth_params=asked, nonce=nonce
    )
    return answer


def goal_of(request: HttpRequest, said: str) -> str:
    """The page of ours that a link leads to, as a path on this host. Raises WrongWay for anything else.

    A page on a town's own domain is the same page below the town's name here, where one signs in.
    """
    if not said or len(said) > LONGEST_GOAL or "\\" in said or any(ord(sign) <= 32 for sign in said):
        raise WrongWay(_("This link leads to no page of ours."))
    try:
        parts = urlsplit(said)
        own = parts.hostname in settings.MAIN_HOSTS or said.startswith(f"{settings.SITE_ADDRESS}/")
        town = town_of_goal(said) if parts.netloc and not own else None
    except ValueError:
        raise WrongWay(_("This link leads to no page of ours.")) from None
    is_here = own and parts.netloc in (request.get_host(), urlsplit(settings.SITE_ADDRESS).netloc)
    if town is None and not (is_here and parts.scheme in ("http", "https")):
        raise WrongWay(_("This link leads to no page of ours."))
    path = parts.path
    if town is not None:
        language, _slash, rest = path.removeprefix("/").partition("/")
        path = f"/{language}/{town.slug}/{rest}"
    language = path.removeprefix("/").partition("/")[0]
    try:
        # the address book is open in one language at a time
        with override(language if language in dict(settings.LANGUAGES) else None):
            resolve(path, urlconf=settings.ROOT_URLCONF)
    except Resolver404:
        raise WrongWay(_("This link leads to no page of ours.")) from None
    return f"{path}?{parts.query}" if parts.query else path


def _issuer(address: str) -> str:
    return address.removesuffix(WELL_KNOWN).rstrip("/")
