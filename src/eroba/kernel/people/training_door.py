"""The door of a training copy: only those who hold a post in it come in, and nothing of it is kept or found."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from eroba.kernel.people.doors import to_sign_in
from eroba.kernel.people.queries import actor_for
from eroba.kernel.people.rules import OPERATOR, STAFF_ROLES
from eroba.kernel.tenancy.models import TRAINING_ENDING, Municipality

GetResponse = Callable[[HttpRequest], HttpResponse]


class TrainingDoor:
    """Keeps a training copy out of sight: no page, feed, file or interface of it is there for anybody else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_training(request):
            # a page kept for everybody would be shown to people who may not come in
            response.is_the_same_for_all = False  # type: ignore[attr-defined]
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, private=True, no_store=True)
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict) -> HttpResponse | None:
        """Sends whoever is not signed in to sign in; for everybody without a post here there is nothing here."""
        if not _is_training(request):
            return None
        town: Municipality = request.municipality  # type: ignore[attr-defined]
        if request.path_info.startswith("/api/") or not town.slug.endswith(TRAINING_ENDING):
            raise Http404("a training copy has no interface, and a retired one no door")
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if not actor_for(request).has_role(*STAFF_ROLES, OPERATOR):
            raise Http404("no such municipality")
        return None


def _is_training(request: HttpRequest) -> bool:
    town = getattr(request, "municipality", None)
    return town is not None and town.is_training
