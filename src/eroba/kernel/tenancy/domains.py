"""Addresses of a town with a domain of its own: the same names, without the town's segment.

`reverse("services:catalogue", kwargs={"municipality": "ozurgeti"})` works on both kinds of host: on the town's own
domain the segment is an extra argument of the pattern, so another town's address does not even exist there.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.module_loading import import_string


class TownAddresses:
    """An address book that Django can resolve from; one for each town with a domain."""

    def __init__(self, urlpatterns: list, handlers: dict[str, Any]) -> None:
        self.urlpatterns = urlpatterns
        vars(self).update(handlers)


@lru_cache(maxsize=256)
def urlconf_for(slug: str) -> TownAddresses:
    """The address book of one town's own domain."""
    shared, towns, handlers = (
        import_string(f"{settings.ROOT_URLCONF}.{name}") for name in ("shared", "towns", "handlers")
    )
    patterns = [*shared, *i18n_patterns(path("", include(towns), {"municipality": slug}))]
    return TownAddresses(patterns, handlers)
