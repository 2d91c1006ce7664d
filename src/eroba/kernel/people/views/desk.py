"""The way to the desk: the first page of its menu that this official may use."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from eroba.kernel.people.doors import desk_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.registry import menu_of
from eroba.kernel.tenancy.models import Municipality


@never_cache
@desk_required
def entry(request: HttpRequest) -> HttpResponse:
    """Goes to the first page of the desk's menu; without one, says that there is nothing yet."""
    held = actor_for(request).roles
    town: Municipality = request.municipality  # type: ignore[attr-defined]
    for _capability, line in menu_of("desk"):
        if line.only_in_preparation and not town.is_in_preparation:
            continue
        if not line.roles or line.roles & held:
            return HttpResponseRedirect(reverse(line.route, kwargs={"municipality": town.slug}))
    return render(request, "people/desk_empty.html")
