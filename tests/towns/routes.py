"""Every address of the product, read from Django's own address book."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# Sign-in is a library's and knows no town.
LIBRARIES = ("allauth.", "django.")


@dataclass(frozen=True)
class Route:
    """One address: its full name, its pattern, and what it names besides the town."""

    name: str
    pattern: str
    arguments: frozenset[str]
    is_of_a_town: bool

    @property
    def is_at_the_desk(self) -> bool:
        """Whether it is a page of the staff."""
        return "/desk/" in self.pattern

    def __str__(self) -> str:
        return self.name


def _walk(
    resolver: URLResolver, space: str = "", path: str = "/", given: frozenset[str] = frozenset()
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        names = given | frozenset(entry.pattern.regex.groupindex)
        pattern = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            below = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, below, pattern, names)
        elif isinstance(entry, URLPattern) and not entry.callback.__module__.startswith(LIBRARIES):
            name = f"{space}{entry.name or f'(no name) {entry.pattern}'}"
            yield Route(name, pattern, names - {"municipality"}, "municipality" in names)


def all_routes() -> list[Route]:
    """Every address of ours, once."""
    return sorted(set(_walk(get_resolver())), key=lambda route: route.name)
