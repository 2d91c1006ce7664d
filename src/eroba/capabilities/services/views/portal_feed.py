"""The catalogue and each service as JSON-LD, for the national portal and whoever else lists services."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from eroba.capabilities.services.portal_feed.documents import catalogue_document
from eroba.capabilities.services.portal_feed.graph import MEDIA_TYPE, as_text
from eroba.capabilities.services.queries.catalogue import OfferedService, offered_services, service_by_code
from eroba.kernel.api.conditional import stands_at, with_etag
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.public_pages import public_page


@public_page
def catalogue(request: HttpRequest) -> HttpResponse:
    """The whole catalogue of the town."""
    return _answer(request, offered_services())


@public_page
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service, also while it takes no applications."""
    return _answer(request, [service_by_code(code)])


def _answer(request: HttpRequest, offered: Sequence[OfferedService]) -> HttpResponse:
    said = as_text(catalogue_document(current_municipality(), offered))
    response = HttpResponse(said.encode(), content_type=MEDIA_TYPE)
    # others' pages read it from the browser; it holds nothing of anybody
    response["Access-Control-Allow-Origin"] = "*"
    stands_at(request)
    return with_etag(request, response)
