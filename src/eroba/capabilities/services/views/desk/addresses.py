"""Where the desk's pages are, below the town worked for, and which list an official came from."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from eroba.capabilities.services.rules import STAFF
from eroba.kernel.people.doors import role_required

KEPT_LIST = "desk_list"
staff_only = role_required(*STAFF)


def desk_address(request: HttpRequest, name: str, **named: Any) -> str:
    """Give the address of a page of the desk in the town of this request."""
    town = request.municipality  # type: ignore[attr-defined]
    return reverse(f"services_desk:{name}", kwargs={"municipality": town.slug, **named})


def list_address(request: HttpRequest, query: str | None = None) -> str:
    """Give the list as it was last seen, filters and all, or with the filters given."""
    kept = kept_list(request) if query is None else query
    return desk_address(request, "inbox") + (f"?{kept}" if kept else "")


def clear_address(request: HttpRequest) -> str:
    """Give the list without filters; the empty one says that none are wanted any more."""
    return desk_address(request, "inbox") + "?whose="


def kept_list(request: HttpRequest) -> str:
    """The filters this official last used in this town, as they stand in the address."""
    return str(request.session.get(_kept_as(request), ""))


def keep_list(request: HttpRequest) -> None:
    """Remember the filters of the list: they stay, and the way back leads to the same list."""
    asked = request.GET.copy()
    for name in [name for name, value in asked.items() if not value]:
        del asked[name]
    query = asked.urlencode()
    if kept_list(request) != query:
        request.session[_kept_as(request)] = query


def _kept_as(request: HttpRequest) -> str:
    town = request.municipality  # type: ignore[attr-defined]
    return f"{KEPT_LIST}:{town.slug}"
