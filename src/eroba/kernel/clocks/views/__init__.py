"""The desk's pages about periods and the calendar, and what they share."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from eroba.kernel.actions import NotAllowed, Verdict


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this room in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"clocks:{route}", kwargs={"municipality": town, **named})


def require(verdict: Verdict) -> None:
    """Raises NotAllowed with the reason when a rule says no."""
    if not verdict:
        raise NotAllowed(verdict)
