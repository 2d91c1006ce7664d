"""The pages for what went wrong: not found, not allowed, too much, our mistake."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from eroba.kernel.api.problems import problem


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something in the request cannot be read, or there is too much of it."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _said(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page is not open to this person."""
    return _said(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page here."""
    return _said(request, "404.html", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or came from elsewhere; what was typed is still in the browser."""
    return _said(request, "403_csrf.html", 403)


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than we take at once."""
    return _said(request, "413.html", 413)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something was tried too often; allauth asks for this page by the name handler429."""
    return _said(request, "429.html", 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our mistake. The page needs no database."""
    return _said(request, "500.html", 500)


def _said(request: HttpRequest, page: str, status: int) -> HttpResponse:
    """A page for people; one shape for programs."""
    if request.path_info.startswith("/api/"):
        return problem(request, status)
    return render(request, page, status=status)
