"""What `config` adds around every request: refusals become pages in the person's words, and so does too much."""

import contextlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render

from eroba.config.failures import too_large
from eroba.kernel.actions import LevelTooLow, NotAllowed
from eroba.kernel.api.problems import problem as in_one_shape
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.step_up import lead_to_step_up

NO_DEVICE = ", ".join(
    f"{power}=()" for power in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")
)
CHUNK_BYTES = 64 * 1024


class NothingOfTheDevice:
    """Says with every answer that no page may use the device: no camera, no microphone, no place, no payment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NO_DEVICE)
        return response


class OnlyFromHere:
    """Says with every answer that other sites may not draw our files into theirs, and to come back by https only.

    Behind a proxy a request does not know that it came by https; the installation's address does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        seconds = settings.SECURE_HSTS_SECONDS
        self.https_only = f"max-age={seconds}" if seconds else ""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if self.https_only:
            response.headers.setdefault("Strict-Transport-Security", self.https_only)
        return response


class AnswersReachTheSender:
    """Reads what is left of a request before it is answered, and answers one that is too large in words.

    A server that answers and hangs up while a browser is still sending shows the person a broken connection.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = _announced_bytes(request)
        response = too_large(request) if size > settings.LARGEST_REQUEST_BYTES else self.get_response(request)
        if size:
            _read_the_rest(request)
        return response


def _announced_bytes(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isdecimal() else 0


def _read_the_rest(request: HttpRequest) -> None:
    left = settings.LARGEST_PATIENCE_BYTES
    with contextlib.suppress(UnreadablePostError, OSError):
        while left > 0 and (part := request.read(min(CHUNK_BYTES, left))):
            left -= len(part)


class RefusalsInWords:
    """Shows a refusal that no view caught: its sentence, what one can do, and the right status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Answers a refusal with its page; everything else stays our mistake."""
        if not isinstance(problem, Refusal):
            return None
        if request.path_info.startswith("/api/"):
            return in_one_shape(request, problem.status, problem.message)
        if isinstance(problem, LevelTooLow):
            return lead_to_step_up(request, problem)
        verdict = problem.verdict if isinstance(problem, NotAllowed) else None
        surroundings = {"message": problem.message, "verdict": verdict}
        return render(request, "refusal.html", surroundings, status=problem.status)
