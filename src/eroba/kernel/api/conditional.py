"""Asking and changing on a condition (RFC 9110): what has not changed is not sent again, and nobody overwrites another.

The ETag of something with editions begins with its edition; for a change, that is what counts.
"""

import datetime as dt
import hashlib
import re

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import Refusal

_EDITION = re.compile(r'^"e(\d{1,9})-[0-9a-f]+"$')


def stands_at(
    request: HttpRequest, *, edition: int | None = None, changed_at: dt.datetime | None = None
) -> None:
    """Says for the answer of this request which edition it shows, and when that last changed."""
    request._edition, request._changed_at = edition, changed_at  # type: ignore[attr-defined]


def with_etag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with its ETag, or 304 when whoever asks already has it."""
    edition = getattr(request, "_edition", None)
    changed_at = getattr(request, "_changed_at", None)
    fingerprint = hashlib.sha256(response.content).hexdigest()[:32]
    etag = f'"{fingerprint}"' if edition is None else f'"e{edition}-{fingerprint}"'
    response["ETag"] = etag
    seconds = int(changed_at.timestamp()) if changed_at else None
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    return get_conditional_response(request, etag, seconds, response) or response


def expected_edition(request: HttpRequest) -> int | None:
    """The edition somebody read before they change it, from If-Match; nothing when any will do (`*`).

    Raises Refusal with 428 without the header, with 412 when it is no ETag of ours.
    """
    said = request.headers.get("If-Match", "").strip()
    if not said:
        raise Refusal(_("Send the ETag of what you read in the header If-Match."), status=428)
    if said == "*":
        return None
    found = _EDITION.match(said)
    if found is None:
        raise Refusal(_("This is no ETag of this address. Read it again, then decide."), status=412)
    return int(found[1])
