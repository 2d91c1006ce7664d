"""How much of the interface one app, or one address, may use in a minute; told with every answer.

Counted in the memory of each server process: a request must not cost a write. With several processes each counts for
itself, so together they let through as many times more.
"""

import ipaddress
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import Refusal
from eroba.kernel.base.sender import sender_of

WINDOW_SECONDS = 60
MOST_KEPT = 50_000
#: The part of an IPv6 address that one household or office has as a whole.
IPV6_PREFIX = 64


class TooOften(Refusal):
    """Says that the minute's quota is used up, and when there is more."""

    status = 429


@dataclass(frozen=True)
class Use:
    """How much of a quota is used: of what, how much there is, how much is left, and when it begins anew."""

    name: str
    most: int
    left: int
    seconds: int

    @property
    def is_over(self) -> bool:
        """Whether this request is one too many."""
        return self.left < 0

    def headers(self) -> dict[str, str]:
        """What the answer says of it (draft of the IETF on RateLimit header fields)."""
        said = {
            "RateLimit-Policy": f'"{self.name}";q={self.most};w={WINDOW_SECONDS}',
            "RateLimit": f'"{self.name}";r={max(0, self.left)};t={self.seconds}',
        }
        return said | ({"Retry-After": str(self.seconds)} if self.is_over else {})


class Counts:
    """How often each was here in the present minute; whoever was not here longest is forgotten first."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._lock = threading.Lock()

    def one_more(self, key: str, minute: int) -> int:
        """Count one more; how often it was this minute."""
        with self._lock:
            kept, count = self._seen.pop(key, (minute, 0))
            count = count + 1 if kept == minute else 1
            self._seen[key] = (minute, count)
            while len(self._seen) > MOST_KEPT:
                self._seen.popitem(last=False)
            return count

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._seen.clear()


counts = Counts()


def use_of_address(request: HttpRequest) -> None:
    """Counts a request for the address it comes from. Raises TooOften."""
    _use(request, "address", address_of(request), settings.QUOTA_ADDRESS)


def use_of_app(request: HttpRequest, app_id: UUID) -> None:
    """Counts a request for an app of the town. Raises TooOften."""
    _use(request, "app", str(app_id), settings.QUOTA_APP)


def with_quota(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with how much of the quota is left."""
    use: Use | None = getattr(request, "_quota", None)
    for name, value in use.headers().items() if use else ():
        response[name] = value
    return response


def address_of(request: HttpRequest) -> str:
    """From where a request comes, for counting: an address, or the network a household has of version 6."""
    try:
        address = ipaddress.ip_address(sender_of(request))
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/{IPV6_PREFIX}", strict=False))
    return str(address)


def _use(request: HttpRequest, name: str, who: str, most: int) -> None:
    moment = time.time()
    minute = int(moment // WINDOW_SECONDS)
    count = counts.one_more(f"{name} {who}", minute)
    use = Use(name, most, most - count, int((minute + 1) * WINDOW_SECONDS - moment) + 1)
    request._quota = use  # type: ignore[attr-defined]
    if use.is_over:
        raise TooOften(
            _("This is more than is let through in a minute. Wait as long as Retry-After says, then go on.")
        )
