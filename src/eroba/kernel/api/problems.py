"""Errors in one shape (RFC 9457): what is wrong, in the person's language, and nothing about our insides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """One kind of problem: the word in its address, its title, and what to do about it."""

    code: str
    title: str | Promise
    advice: str | Promise


KINDS: dict[int, Kind] = {
    400: Kind("unreadable", _("The request cannot be read"), _("Send JSON that a parser accepts.")),
    401: Kind("who-are-you", _("Say who you are"), _("Send a token, or sign in on the website.")),
    403: Kind("not-allowed", _("This is not open to you"), _("The detail says why, and the law behind it.")),
    404: Kind("not-found", _("There is no such thing here"), _("Look at the number, and at the town.")),
    405: Kind("no-such-way", _("This address is not asked like this"), _("See the header Allow.")),
    409: Kind(
        "does-not-fit", _("This does not fit how things stand"), _("Read the state again, then decide.")
    ),
    412: Kind(
        "changed-meanwhile",
        _("It was changed in the meantime"),
        _("Read it again, look at what changed, and send the new ETag."),
    ),
    413: Kind("too-large", _("This is too much at once"), _("Send less.")),
    415: Kind("other-kind", _("Send this as JSON"), _("Set Content-Type: application/json.")),
    422: Kind("look-again", _("Something needs another look"), _("Each entry of errors names a field.")),
    428: Kind(
        "say-which-edition",
        _("Say which state you have read"),
        _("Send the ETag of what you read in the header If-Match."),
    ),
    429: Kind("too-often", _("This was tried too often"), _("Wait as long as Retry-After says.")),
    500: Kind("our-mistake", _("Something went wrong on our side"), _("Try again later.")),
}


def problem(
    request: HttpRequest,
    status: int,
    detail: str | Promise = "",
    *,
    errors: Sequence[Mapping[str, str]] = (),
    basis: str = "",
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """Says in one shape what is wrong: `type`, `title`, `status`, and what helps to put it right."""
    kind = KINDS.get(status) or KINDS[500 if status >= 500 else 400]
    words: dict[str, object] = {
        "type": f"{settings.SITE_ADDRESS}/developers/#{kind.code}",
        "title": str(kind.title),
        "status": status,
        "detail": str(detail or kind.advice),
        "instance": request.path,
    }
    if basis:
        words["basis"] = basis
    if errors:
        words["errors"] = [dict(one) for one in errors]
    return JsonResponse(
        words,
        status=status,
        content_type=MEDIA_TYPE,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )
