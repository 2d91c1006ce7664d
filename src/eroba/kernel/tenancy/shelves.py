"""An address book sorted by the first word of the address.

Django compares an address with one pattern after another. A town has hundreds, and those of the last capability in the
list would wait for all the others; so only patterns that can begin with this word are compared, in the same order.
"""

from functools import cached_property
from typing import Any, TypeAlias

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Entry: TypeAlias = URLPattern | URLResolver


class Shelves(URLResolver):
    """Includes what another resolver includes, and compares an address only with what stands on its shelf."""

    def __init__(self, sorted_out: URLResolver) -> None:
        self._rest_of_it = (sorted_out.default_kwargs, sorted_out.app_name, sorted_out.namespace)
        super().__init__(sorted_out.pattern, sorted_out.urlconf_name, *self._rest_of_it)

    def resolve(self, path: str) -> ResolverMatch:
        """What answers at an address. Raises Resolver404."""
        found = self.pattern.match(path)
        if not found:
            raise Resolver404({"path": path})
        word = found[0].partition("/")[0]
        return self._shelves.get(word, self._for_any_word).resolve(path)

    @cached_property
    def _shelves(self) -> dict[str, URLResolver]:
        words = set().union(*(first_words(entry) or () for entry in self.url_patterns))
        return {word: self._with({word}) for word in words}

    @cached_property
    def _for_any_word(self) -> URLResolver:
        return self._with(set())

    def _with(self, words: set[str]) -> URLResolver:
        entries = [entry for entry in self.url_patterns if (own := first_words(entry)) is None or own & words]
        return URLResolver(self.pattern, entries, *self._rest_of_it)


def first_words(entry: Entry) -> frozenset[str] | None:
    """The words with which the addresses of an entry can begin; None when that may be any."""
    pattern: Any = entry.pattern
    if not isinstance(pattern, RoutePattern):
        return None
    route = str(pattern)
    word, slash, _further = route.partition("/")
    if "<" in word:
        return None
    if slash or isinstance(entry, URLPattern):
        return frozenset([word])
    if word:
        return None
    below = [first_words(one) for one in entry.url_patterns]
    return None if None in below else frozenset().union(*filter(None, below))
