"""Public pages may be kept by browsers and by caches in between: they show everybody the same."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponse]
KEPT_SECONDS = 60


def public_page(view: View) -> View:
    """Lets a page be kept for a minute; it must not touch the session, the person or a form's token.

    Such a page is sent packed: it holds no secret that its length could tell.
    """

    @require_safe
    @gzip_page
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
        return response

    kept.__name__, kept.__doc__ = view.__name__, view.__doc__
    return kept
