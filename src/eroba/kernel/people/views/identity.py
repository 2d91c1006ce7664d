"""Saying who one is in a town: by three things from the identity card, or by what the national sign-in said."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.kernel.base.errors import Refusal
from eroba.kernel.people import actions
from eroba.kernel.people.claims import Claims, claims_of
from eroba.kernel.people.doors import safe_next, sign_in_required
from eroba.kernel.people.forms import IdentityForm
from eroba.kernel.people.identity_check import identify_by_register
from eroba.kernel.people.queries import actor_for


@never_cache
@sign_in_required
@require_http_methods(["GET", "POST"])
def identify(request: HttpRequest) -> HttpResponse:
    """Asks who the signed-in person is, once in each town."""
    goal = safe_next(request, reverse("my:home", urlconf=settings.ROOT_URLCONF))
    if actor_for(request).person_id is not None:
        return HttpResponseRedirect(goal)
    claims = claims_of(request.user)
    if request.method == "POST" and "claims" in request.POST and claims:
        return _by_claims(request, claims, goal)
    form = IdentityForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _by_register(request, form, goal)
    return _page(request, form, goal, claims, status=422 if form.is_bound else 200)


def _by_register(request: HttpRequest, form: IdentityForm, goal: str) -> HttpResponse:
    try:
        identify_by_register(replace(actor_for(request), channel="web"), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, form, goal, None, status=refusal.status)
    return HttpResponseRedirect(goal)


def _by_claims(request: HttpRequest, claims: Claims, goal: str) -> HttpResponse:
    try:
        actions.identify_from_claims(actor_for(request), claims=claims)
    except Refusal as refusal:
        form = IdentityForm({})
        form.errors.clear()
        form.add_error(None, str(refusal.message))
        return _page(request, form, goal, None, status=refusal.status)
    return HttpResponseRedirect(goal)


def _page(
    request: HttpRequest, form: IdentityForm, goal: str, claims: Claims | None, *, status: int
) -> HttpResponse:
    shown = {"form": form, "goal": goal, "claims": claims}
    return render(request, "people/identify.html", shown, status=status)
