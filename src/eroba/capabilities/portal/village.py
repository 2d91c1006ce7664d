"""The village one lives in: remembered by this browser only, in a cookie, and only when somebody chooses it."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.portal.queries import KnownSettlements, known_settlements
from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.ui.forms import HouseForm

REMEMBERED_SECONDS = 365 * 24 * 3600


class VillageForm(HouseForm):
    """Which settlement one lives in."""

    village = forms.ChoiceField(
        label=_("Where do you live?"),
        error_messages={
            "required": _("Choose your town or village from the list."),
            "invalid_choice": _("Choose your town or village from the list."),
        },
    )

    def __init__(self, *args: Any, known: KnownSettlements, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(settlement.pk), settlement.name) for settlement in known.settlements]
        self.fields["village"].choices = [("", "—"), *choices]


def cookie_name(town: Municipality) -> str:
    """The cookie that remembers, one for each town."""
    return f"village-{town.slug}"


@never_cache
@require_http_methods(["GET", "POST"])
def chooser(request: HttpRequest) -> HttpResponse:
    """Asks for the village, remembers it, and forgets it again."""
    town: Municipality = request.municipality  # type: ignore[attr-defined]
    known = known_settlements(town)
    chosen = _chosen(request, town, known)
    if request.method == "POST" and "forget" in request.POST:
        response = HttpResponseRedirect(request.path)
        response.delete_cookie(cookie_name(town), samesite="Lax")
        return response
    initial = {"village": str(chosen.pk)} if chosen else None
    form = VillageForm(request.POST if request.method == "POST" else None, known=known, initial=initial)
    if form.is_bound and form.is_valid():
        return _remembering(request, town, form.cleaned_data["village"])
    surroundings = {"form": form, "known": known, "chosen": chosen}
    return render(request, "portal/village.html", surroundings, status=422 if form.is_bound else 200)


def _chosen(request: HttpRequest, town: Municipality, known: KnownSettlements) -> Settlement | None:
    value = request.COOKIES.get(cookie_name(town), "")
    return next((settlement for settlement in known.settlements if str(settlement.pk) == value), None)


def _remembering(request: HttpRequest, town: Municipality, value: str) -> HttpResponse:
    response = HttpResponseRedirect(request.path)
    response.set_cookie(
        cookie_name(town),
        value,
        max_age=REMEMBERED_SECONDS,
        secure=settings.IS_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
