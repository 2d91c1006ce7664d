"""From a request to its municipality: by the town's own domain, or by the segment of the path after the language.

The whole request runs inside that town's scope, so a page, its template and its errors all see one town only.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import CharField
from django.http import Http404, HttpRequest, HttpResponse

from eroba.kernel.base.databases.prepared import Prepared
from eroba.kernel.tenancy.domains import urlconf_for
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.offered import is_switched_off, segment_below
from eroba.kernel.tenancy.scope import scope

GetResponse = Callable[[HttpRequest], HttpResponse]
LANGUAGES = {code for code, _name in settings.LANGUAGES}
TOWN_AT_DOMAIN = Prepared[Municipality](
    lambda host: Municipality.objects.filter(domain=host).exclude(domain=""), host=CharField()
)
TOWN_AT_SEGMENT = Prepared[Municipality](
    lambda slug: Municipality.objects.filter(slug=slug), slug=CharField()
)


def _is_at_work(town: Municipality, request: HttpRequest) -> bool:
    """Whether officials work in a town that is not open: in its training copy, or at the desk before it opens.

    Who may come in is asked further on: the desk asks for a post, and so does the door of a training copy.
    """
    return town.is_training or (town.is_in_preparation and segment_below(request, town) == "desk")


class MunicipalityScope:
    """Enters the scope of the request's municipality, if it has one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        town = self._by_domain(request) or self._by_path(request)
        request.municipality = town  # type: ignore[attr-defined]
        if town is None:
            return self.get_response(request)
        with scope(town):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict) -> None:
        """Takes the town's segment away from the view, which reads `request.municipality`."""
        slug = kwargs.pop("municipality", None)
        if slug is None:
            return
        town = request.municipality  # type: ignore[attr-defined]
        # the interface keeps the town in its path on a town's own domain too: another's is not there
        if (
            town is None
            or town.slug != slug
            or not (town.is_open or getattr(view, "for_closed_towns", False) or _is_at_work(town, request))
        ):
            raise Http404("no such municipality")
        if is_switched_off(request, town):
            raise Http404("the town does not offer this")

    def _by_domain(self, request: HttpRequest) -> Municipality | None:
        host = request.get_host().split(":")[0].lower()
        if host in settings.MAIN_HOSTS:
            return None
        town = TOWN_AT_DOMAIN.only(host=host)
        if town is not None:
            request.urlconf = urlconf_for(town.slug)  # type: ignore[attr-defined]
        return town

    def _by_path(self, request: HttpRequest) -> Municipality | None:
        segments = request.path_info.split("/")[1:4]
        if len(segments) > 1 and segments[0] in LANGUAGES:
            slug = segments[1]
        elif len(segments) > 2 and segments[:2] == ["api", "v1"]:
            slug = segments[2]
        else:
            return None
        if not slug or slug in settings.RESERVED_SEGMENTS:
            return None
        return TOWN_AT_SEGMENT.only(slug=slug)
