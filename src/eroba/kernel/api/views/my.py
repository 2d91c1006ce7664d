"""My page: the apps a person let in, in every town, each with the button that shuts it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.kernel.api import actions
from eroba.kernel.api.models import LetIn
from eroba.kernel.api.queries import doors_of
from eroba.kernel.people.doors import sign_in_required
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_here, person_of, towns_of
from eroba.kernel.registry import scopes as known_scopes
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope


@dataclass(frozen=True)
class Door:
    """One app let in, in words."""

    let_in: LetIn
    may: Sequence[str]
    href: str


@dataclass(frozen=True)
class DoorsInTown:
    """The apps a person let in, in one town."""

    municipality: Municipality
    doors: Sequence[Door]


@never_cache
@sign_in_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every app let in, by town."""
    towns = [found for town in towns_of(request.user) if (found := _doors(request.user, town)).doors]
    return render(request, "api/my_apps.html", {"towns": towns})


@never_cache
@sign_in_required
@require_http_methods(["GET", "POST"])
def shut_out(request: HttpRequest, town: str, door_id: UUID) -> HttpResponse:
    """Asks once, then shuts the app out."""
    municipality = next((one for one in towns_of(request.user) if one.slug == town), None)
    if municipality is None:
        raise Http404("the account is nobody in that town")
    with scope(municipality):
        by = actor_here(request)
        door = doors_of(by.person_id).filter(pk=door_id).first()
        if door is None:
            raise Http404("no such app was let in")
        if request.method == "GET":
            shown = {"door": _door(door, municipality), "town": municipality}
            return render(request, "api/shut_out.html", shown)
        actions.shut_out(by, let_in=door)
    messages.success(request, _("“%(app)s” can no longer act in your name.") % {"app": door.app.name})
    return HttpResponseRedirect(reverse("my_apps:list"))


def _doors(account: Account, town: Municipality) -> DoorsInTown:
    with scope(town):
        person = person_of(account)
        doors = doors_of(person.pk) if person else ()
        return DoorsInTown(town, [_door(one, town) for one in doors])


def _door(let_in: LetIn, town: Municipality) -> Door:
    scopes = known_scopes()
    may = [str(scopes[name].title) for name in let_in.scopes if name in scopes]
    return Door(let_in, may, reverse("my_apps:shut_out", args=[town.slug, let_in.pk]))
