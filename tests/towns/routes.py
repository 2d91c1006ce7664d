"""Every address of the product, read from Django's own address book."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# Sign-in is a library's and knows no town; what it may show is tested in eroba.kernel.people.
LIBRARIES = ("account_", "mfa_", "socialaccount_", "openid_connect", "usersessions_")


@dataclass(frozen=True)
class Route:
    """One address: its full name, what it names besides the town, and whether it lies below a town."""

    name: str
    arguments: frozenset[str]
    is_of_a_town: bool

    def __str__(self) -> str:
        return self.name


def _walk(resolver: URLResolver, space: str = "", given: frozenset[str] = frozenset()) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        names = given | frozenset(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            below = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, below, names)
        elif isinstance(entry, URLPattern):
            name = f"{space}{entry.name or f'(no name) {entry.pattern}'}"
            yield Route(name, names - {"municipality"}, "municipality" in names)


def all_routes() -> list[Route]:
    """Every address of ours, once."""
    routes = {route for route in _walk(get_resolver()) if not route.name.startswith(LIBRARIES)}
    return sorted(routes, key=lambda route: route.name)
