"""The page that says why more is asked, on which basis and what one can do; and the way back to what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eroba.kernel.actions.assurance import Level, Need, national_needs, need_here
from eroba.kernel.people.assurance import sign_in_of
from eroba.kernel.people.doors import safe_next, sign_in_required
from eroba.kernel.people.models import Account
from eroba.kernel.people.step_up import UNDER_WAY, front_page, kept_form
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

LEVEL_WORDS = {
    Level.PASSWORD: _("your password"),
    Level.SECOND_STEP: _("the second step: a code from an app, or a passkey"),
    Level.PASSKEY: _("a passkey"),
    Level.NATIONAL: _("the national sign-in"),
}


@dataclass(frozen=True)
class Way:
    """One way to show more: what it is called and where it is done; `is_new` ways have to be set up first."""

    words: str | Promise
    address: str
    is_new: bool = False


@never_cache
@sign_in_required
@require_safe
def step_up(request: HttpRequest) -> HttpResponse:
    """Says what is asked and why; whoever has shown enough goes on at once."""
    need = _need(request)
    goal = safe_next(request, front_page())
    sign_in = sign_in_of(request)
    if need.is_met_by(sign_in):
        request.session.pop(UNDER_WAY, None)
        return HttpResponseRedirect(goal)
    here = request.get_full_path()
    request.session[UNDER_WAY] = here
    surroundings = {
        "need": need,
        "wanted": LEVEL_WORDS[need.level],
        "is_stale": sign_in.level >= need.level,
        "shown": LEVEL_WORDS[sign_in.level],
        "since": sign_in.shown_at(need.level) or sign_in.since,
        "ways": ways_to_show(request.user, need.level, here),
        "wants_national": need.level == Level.NATIONAL,
        "here": here,
        "is_typed_kept": kept_form(request) is not None,
    }
    return render(request, "people/step_up.html", surroundings)


@never_cache
@sign_in_required
@require_safe
def go_on(request: HttpRequest, municipality: str = "") -> HttpResponse:
    """Shows that what was typed is still there, to be sent with one press."""
    kept = kept_form(request)
    if kept is None:
        return HttpResponseRedirect(front_page())
    return render(request, "people/go_on.html", {"kept": kept})


def ways_to_show(account: Account, level: Level, here: str) -> Sequence[Way]:
    """Every way in which this account can show as much as is asked, those at hand first."""
    back = f"?{urlencode({'next': here})}"
    has = set(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    again = []
    if Authenticator.Type.WEBAUTHN in has and level <= Level.PASSKEY:
        again.append(Way(_("Use a passkey"), reverse("mfa_reauthenticate_webauthn") + back))
    if Authenticator.Type.TOTP in has and level <= Level.SECOND_STEP:
        again.append(Way(_("Type a code from the app"), reverse("mfa_reauthenticate") + back))
    if account.has_usable_password() and level == Level.PASSWORD:
        again.append(Way(_("Type the password"), reverse("account_reauthenticate") + back))
    if again or level == Level.NATIONAL:
        return again
    fresh = [Way(_("Add a passkey"), reverse("mfa_add_webauthn"), is_new=True)]
    if level <= Level.SECOND_STEP:
        fresh.append(Way(_("Turn on the authenticator app"), reverse("mfa_activate_totp"), is_new=True))
    return fresh


def _need(request: HttpRequest) -> Need:
    code = request.GET.get("need", "")
    if code not in national_needs():
        raise Http404("nothing of that kind is asked of anybody")
    town = Municipality.objects.filter(slug=request.GET.get("town", ""), is_open=True).first()
    if town is None:
        return national_needs()[code]
    with scope(town):
        return need_here(code)
