"""Addresses below a town, on the common host and on a town's own domain."""

from django.http import HttpRequest
from django.urls import reverse


def town_address(request: HttpRequest, route: str, **named: object) -> str:
    """Return an address below the town of a request, also on the town's own domain."""
    town = request.municipality  # type: ignore[attr-defined]
    given = {"municipality": town.slug} | named
    return reverse(route, kwargs=given, urlconf=getattr(request, "urlconf", None))
