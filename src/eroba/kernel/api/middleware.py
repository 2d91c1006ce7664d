"""What stands around every request of the interface: one shape for errors, ETags, and what may be kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from eroba.kernel.api.conditional import with_etag
from eroba.kernel.api.problems import problem
from eroba.kernel.api.quotas import TooOften, use_of_address, with_quota

KEPT_HEADERS = ("Allow", "WWW-Authenticate", "Retry-After")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class OneShape:
    """Answers of `/api/` in one shape, whoever made them: the interface, the framework, or another middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        response = self._answer(request)
        if response.status_code >= 400 and "json" not in response.get("Content-Type", ""):
            response = _in_our_shape(request, response)
        elif request.method in ("GET", "HEAD") and response.status_code == 200:
            response = with_etag(request, response)
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return with_quota(request, response)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        # an app with a token is counted as that app, once the token has been looked at
        if not request.headers.get("Authorization", "").lower().startswith("bearer "):
            try:
                use_of_address(request)
            except TooOften as too_often:
                return problem(request, too_often.status, too_often.message)
        return problem(request, 415) if _is_of_another_kind(request) else self.get_response(request)


def _is_of_another_kind(request: HttpRequest) -> bool:
    """Whether something is sent that is neither JSON nor, where tokens are given, a form."""
    if request.method not in ("POST", "PUT", "PATCH") or request.META.get("CONTENT_LENGTH") in (
        None,
        "",
        "0",
    ):
        return False
    return request.content_type != (FORM if "/oauth/" in request.path_info else JSON)


def _in_our_shape(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    kept = {name: response[name] for name in KEPT_HEADERS if name in response}
    return problem(request, response.status_code, headers=kept)
