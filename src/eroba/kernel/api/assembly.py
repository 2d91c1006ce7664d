"""The interface itself: capabilities put their routers into it; what went wrong leaves it in one shape."""

import json
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from eroba.kernel.actions import NotAllowed
from eroba.kernel.api.document import TITLE, VERSION, complete
from eroba.kernel.api.problems import problem
from eroba.kernel.base.errors import Refusal

WORDS_FOR = {
    "missing": _("This is missing."),
    "extra_forbidden": _("There is no such field."),
    "json_invalid": _("This is not JSON."),
}


class TownInterface(NinjaAPI):
    """Everything below `/api/v1/`."""

    _description: str = ""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The description of the interface, complete, in English; worked out once."""
        if not self._description:
            with override("en"):
                described = complete(super().get_openapi_schema(path_prefix="/api/v1/"), self)
                self._description = json.dumps(described, default=str)
        return cast(OpenAPISchema, json.loads(self._description))


api = TownInterface(title=TITLE, version=VERSION, urls_namespace="api", docs_url=None)


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    basis = str(refusal.verdict.basis) if isinstance(refusal, NotAllowed) else ""
    errors = getattr(refusal, "errors", ())
    return problem(request, refusal.status, refusal.message, basis=basis, errors=errors)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, missing: Http404) -> HttpResponse:
    return problem(request, 404)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, stranger: AuthenticationError) -> HttpResponse:
    had_token = "Authorization" in request.headers
    challenge = 'Bearer error="invalid_token"' if had_token else "Bearer"
    words = stranger.message if had_token else ""
    return problem(request, 401, words, headers={"WWW-Authenticate": challenge})


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, mistake: HttpError) -> HttpResponse:
    return problem(request, mistake.status_code)


@api.exception_handler(ValidationError)
def _wrong_shape(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    errors = [
        {
            "field": ".".join(str(part) for part in one["loc"][1:]) or str(one["loc"][0]),
            "detail": str(WORDS_FOR.get(one["type"], _("This does not fit the description of the field."))),
        }
        for one in wrong.errors
    ]
    return problem(request, 422, errors=errors)
