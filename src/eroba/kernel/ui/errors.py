"""The pages for when something does not work: each says what happened and what one can do now.

config points Django's handlers and `CSRF_FAILURE_VIEW` here. The page for our own failures
is rendered without database, session or context processors, in both languages at once.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from eroba.kernel.ui.context import face

Words = str | Promise


@dataclass(frozen=True)
class Trouble:
    """What an error page says."""

    status: int
    title: Words
    what_happened: Words
    what_to_do: Words


BAD_REQUEST = Trouble(
    400,
    _("We could not understand this request"),
    _("Part of the address or of what was sent is missing or damaged."),
    _("Go back, reload the page and try again. What you had saved is still there."),
)
NOT_ALLOWED = Trouble(
    403,
    _("You cannot open this page"),
    _("It belongs to somebody else, or to people with another role."),
    _("If you expected to see it, check which account you are signed in with."),
)
FORM_EXPIRED = Trouble(
    403,
    _("This form has waited too long"),
    _("For your safety a form can be sent only from a page that was opened recently in this browser."),
    _("Go back, reload the page and send it again. If this keeps happening, allow cookies for this site."),
)
NOT_FOUND = Trouble(
    404,
    _("There is no such page"),
    _("The address may be mistyped, or the page was moved or taken down."),
    _("Start from the front page, or search for what you need."),
)
TOO_LARGE = Trouble(
    413,
    _("This file is too large"),
    _("What you sent is bigger than we can accept, and nothing of it was kept."),
    _("Make the file smaller, for example scan in black and white or send the pages one by one."),
)
TOO_MANY = Trouble(
    429,
    _("Too many attempts"),
    _("Somebody tried this many times in a short while, so we have paused it."),
    _("Wait a few minutes and try again. Nothing is lost."),
)
OUR_FAULT = Trouble(
    500,
    _("Something broke on our side"),
    _("It is not your fault. What you had saved is safe, and we have been told."),
    _("Try again in a few minutes."),
)


def trouble_page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Answer with an error page in the language of the address."""
    first = request.path.lstrip("/").partition("/")[0]
    codes = [code for code, _name in settings.LANGUAGES]
    with override(first if first in codes else get_language() or settings.LANGUAGE_CODE):
        page = render_to_string("ui/trouble.html", {**face(request), "trouble": trouble, "request": request})
    return HttpResponse(page, status=trouble.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    return trouble_page(request, BAD_REQUEST)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this person; what the rule said is passed on when there is something to say."""
    said = getattr(exception, "message", "")
    if not said:
        return trouble_page(request, NOT_ALLOWED)
    return trouble_page(request, Trouble(403, NOT_ALLOWED.title, said, NOT_ALLOWED.what_to_do))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without a fresh token."""
    return trouble_page(request, FORM_EXPIRED)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing lives at this address."""
    return trouble_page(request, NOT_FOUND)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: more was sent than we accept."""
    return trouble_page(request, TOO_LARGE)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: too many attempts."""
    return trouble_page(request, TOO_MANY)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our own failure, said in both languages without asking anything else of the house."""
    said = []
    for code in ("ka", "en"):
        with override(code):
            said.append({"code": code, **{part: str(getattr(OUR_FAULT, part)) for part in _PARTS}})
    return HttpResponse(render_to_string("500.html", {"said": said}), status=500)


_PARTS = ("title", "what_happened", "what_to_do")
