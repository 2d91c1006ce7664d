"""What every template knows: the menus that capabilities declare. Nothing is asked until a template uses it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, lazy
from django.utils.translation import gettext_lazy as _

from eroba.kernel.people.queries import acted_for, actor_for
from eroba.kernel.registry import MenuEntry, menu_of
from eroba.kernel.registry.shelf import topics
from eroba.kernel.tenancy.offered import is_offered_by
from eroba.kernel.ui.components import MenuGroup, MenuLink


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """The menus of this page, and where this installation lives. Public menus ask nothing of the session."""
    return {
        "menu": SimpleLazyObject(lambda: _links(request, "public")),
        "side_menu": SimpleLazyObject(lambda: _links(request, "my")),
        "desk_menu": SimpleLazyObject(lambda: _desk_groups(request)),
        "desk_person": lazy(lambda: actor_for(request).label, str)(),
        "acted_for": SimpleLazyObject(lambda: acted_for(request)),
        "footer_links": SimpleLazyObject(lambda: [*_links(request, "footer"), _source_link(request)]),
        "town_feeds": SimpleLazyObject(lambda: _feeds(request)),
        "is_demo": settings.IS_DEMO,
        "site_address": settings.SITE_ADDRESS,
    }


def _links(request: HttpRequest, place: str) -> list[MenuLink]:
    town = getattr(request, "municipality", None)
    return [
        _link(request, entry)
        for capability, entry in menu_of(place)
        if is_offered_by(town, capability)
        if not entry.needs_town or (town is not None and (town.is_open or town.is_training))
    ]


def _feeds(request: HttpRequest) -> list[MenuLink]:
    """The feeds of the town one is in, for the heads of its public pages."""
    town = getattr(request, "municipality", None)
    if town is None or not town.is_open:
        return []
    here = {"municipality": town.slug}
    own_domain = getattr(request, "urlconf", None)
    everything = MenuLink(title=town.name, href=reverse("feeds:all", kwargs=here, urlconf=own_domain))
    about = [
        MenuLink(
            title=str(topic.title),
            href=reverse(f"feeds:topic-{code}", kwargs=here, urlconf=own_domain),
        )
        for code, topic in topics().items()
    ]
    return [everything, *about]


def _source_link(request: HttpRequest) -> MenuLink:
    """Where the source of what runs here is: the licence gives everybody who uses it a right to that."""
    title, here = str(_("Source code")), settings.SOURCE_ADDRESS
    licences = MenuEntry(title=title, route="country:licences", place="footer", needs_town=False)
    return MenuLink(title=title, href=here) if here else _link(request, licences)


def _desk_groups(request: HttpRequest) -> list[MenuGroup]:
    """The desk's menu, one group for each capability, with what this official may use."""
    held, town = actor_for(request).roles, getattr(request, "municipality", None)
    groups: dict[str, list[MenuLink]] = {}
    for capability, entry in menu_of("desk"):
        if entry.only_in_preparation and not (town is not None and town.is_in_preparation):
            continue
        if not entry.roles or entry.roles & held:
            groups.setdefault(str(capability.title), []).append(_link(request, entry))
    return [MenuGroup(title, tuple(links)) for title, links in groups.items()]


def _link(request: HttpRequest, entry: MenuEntry) -> MenuLink:
    town = getattr(request, "municipality", None)
    own_domain = getattr(request, "urlconf", None)
    if entry.needs_town:
        needed = {"municipality": town.slug} if town is not None else {}
        address = reverse(entry.route, kwargs=needed, urlconf=own_domain)
    else:
        # a town's own domain has only the town's addresses: the others lie on the installation's host
        host = settings.SITE_ADDRESS if own_domain else ""
        address = host + reverse(entry.route, urlconf=settings.ROOT_URLCONF)
    return MenuLink(title=str(entry.title), href=address, current=request.path == address)
