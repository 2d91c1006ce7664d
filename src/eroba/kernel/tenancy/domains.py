"""Addresses of a town with a domain of its own: the same names, without the town's segment.

`reverse("services:catalogue", kwargs={"municipality": "ozurgeti"})` works on both kinds of host: on the town's own
domain the town's segment is an empty one, which only this town's name fits, so another town's address does not even
exist there.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, register_converter
from django.utils.module_loading import import_string

from eroba.kernel.tenancy.shelves import Shelves


class TownAddresses:
    """An address book that Django can resolve from; one for each town with a domain."""

    def __init__(self, urlpatterns: list, handlers: dict[str, Any]) -> None:
        self.urlpatterns = urlpatterns
        vars(self).update(handlers)


class UnwrittenTown:
    """A segment that is not there and always means one town. Subclasses say which.

    Extra arguments of `include` would not do: Django forgets them when it reverses a name with a namespace.
    """

    regex = ""
    slug: str

    def to_python(self, value: str) -> str:
        """The town, whatever was not written."""
        return self.slug

    def to_url(self, value: str) -> str:
        """Nothing, for this town; any other has no address here."""
        if str(value) != self.slug:
            raise ValueError(f"{value} has no address on the domain of {self.slug}")
        return ""


@lru_cache(maxsize=256)
def urlconf_for(slug: str) -> TownAddresses:
    """The address book of one town's own domain."""
    shared, towns, handlers = (
        import_string(f"{settings.ROOT_URLCONF}.{name}") for name in ("shared", "towns", "handlers")
    )
    converter = type("UnwrittenTown", (UnwrittenTown,), {"slug": slug})
    register_converter(converter, f"unwritten-{slug}")
    town = Shelves(path(f"<unwritten-{slug}:municipality>", include(towns())))
    patterns = [*shared, *i18n_patterns(town)]
    return TownAddresses(patterns, handlers)
