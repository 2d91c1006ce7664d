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
    kept = request.session.get(KEPT_LIST, "") if query is None else query
    return desk_address(request, "inbox") + (f"?{kept}" if kept else "")


def keep_list(request: HttpRequest) -> None:
    """Remember the filters of the list, so that the way back leads to the same list."""
    query = request.GET.urlencode()
    if request.session.get(KEPT_LIST, "") != query:
        request.session[KEPT_LIST] = query
