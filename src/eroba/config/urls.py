"""The address book, put together from what the rooms and capabilities declare in their manifests."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

from eroba.config import failures
from eroba.config.api import api
from eroba.config.health import health
from eroba.kernel.registry import capabilities
from eroba.kernel.tenancy.shelves import Shelves

handler400 = failures.bad_request
handler403 = failures.permission_denied
handler404 = failures.not_found
handler429 = failures.too_many
handler500 = failures.server_error
handlers = {f"handler{n}": globals()[f"handler{n}"] for n in (400, 403, 404, 429, 500)}


def _declared(place: str) -> list:
    """The routes of one place (`town`, `my`, `country`, `bare`) from all manifests, each under its own prefix."""
    return [
        path(prefix, include(module))
        for capability in capabilities()
        for where, prefix, module in capability.routes
        if where == place
    ]


#: Addresses without a language, the same on every host.
shared = [
    path("health/", health, name="health"),
    path("api/v1/", api.urls),
    path("ui/", include("eroba.kernel.ui.urls")),
    *_declared("bare"),
]


def towns() -> list:
    """The addresses below a town, made anew at each call: Django writes a book's own ways into what it includes."""
    return _declared("town")


urlpatterns = [
    *shared,
    path("", RedirectView.as_view(url="/ka/"), name="root"),
    *i18n_patterns(
        *_declared("country"),
        path("account/", include("allauth.urls")),
        path("me/", include(_declared("my"))),
        Shelves(path("<slug:municipality>/", include(towns()))),
    ),
]
