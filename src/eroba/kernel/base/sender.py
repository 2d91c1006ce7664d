"""Where a request comes from: past as many proxies as the operator named, and no further."""

from django.conf import settings
from django.http import HttpRequest


def sender_of(request: HttpRequest) -> str:
    """The address a request was sent from, as it was written.

    Whatever a client writes into X-Forwarded-For stands to the left of what our own proxies add.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    steps = settings.TRUSTED_PROXIES
    if not steps:
        return nearest
    way = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    return way[-steps] if len(way) >= steps else nearest
