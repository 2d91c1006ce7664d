"""The pages for what went wrong: not found, not allowed, too much, our mistake."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something in the request cannot be read, or there is too much of it."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page is not open to this person."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page here."""
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or came from elsewhere; what was typed is still in the browser."""
    return render(request, "403_csrf.html", status=403)


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than we take at once."""
    return render(request, "413.html", status=413)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something was tried too often; allauth asks for this page by the name handler429."""
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our mistake. The page needs no database."""
    return render(request, "500.html", status=500)
