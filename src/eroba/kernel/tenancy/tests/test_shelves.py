"""The shelves of the address book find what Django finds by comparing with everything, and compare with less."""

import re
from collections.abc import Iterator

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, include, path, re_path
from hypothesis import given
from hypothesis import strategies as st

from eroba.config.urls import towns
from eroba.kernel.tenancy.shelves import Shelves, first_words

SAMPLES = {
    "int": "7", "slug": "a-b", "str": "x.y", "path": "a/b", "uuid": "0190a6a0-0000-7000-8000-000000000000", "": "x",
}  # fmt: skip
BLANK = re.compile(r"<(?:(\w+):)?\w+>")
ALL = path("<slug:municipality>/", include(towns()))
SORTED = Shelves(path("<slug:municipality>/", include(towns())))


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """An address for each pattern of a book."""
    for entry in resolver.url_patterns:
        route = before + BLANK.sub(lambda blank: SAMPLES.get(blank[1] or "", "x"), str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        else:
            yield route


def found(book: URLResolver, address: str):
    """What answers at an address, in words; nothing where nothing does."""
    try:
        match = book.resolve(address)
    except Resolver404:
        return None
    return match.func, match.args, match.kwargs, match.route, match.view_name


KNOWN = sorted(set(addresses(ALL, "ozurgeti/")))


def test_every_known_address_is_found_at_its_place():
    assert len(KNOWN) > 200
    for address in KNOWN:
        assert found(SORTED, address) == found(ALL, address), address
    assert sum(found(SORTED, address) is not None for address in KNOWN) > len(KNOWN) * 0.9


@given(st.sampled_from(KNOWN), st.integers(0, 60), st.text("/abкxz-7<>.", max_size=4))
def test_any_other_address_too(address, place, typed):
    changed = address[:place] + typed + address[place + 1 :]
    assert found(SORTED, changed) == found(ALL, changed)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (path("news/<int:n>/", print), {"news"}),
        (path("news.json", print), {"news.json"}),
        (path("", print), {""}),
        (path("<slug:x>/", print), None),
        (path("no-<int:n>/", print), None),
        (re_path("^news/", print), None),
        (path("", include(([path("news/", print), path("ideas/", print)], "x"))), {"news", "ideas"}),
        (path("", include(([path("news/", print), path("<x>/", print)], "x"))), None),
        (path("news", include(([path(".json", print)], "x"))), None),
    ],
)
def test_the_words_an_entry_can_begin_with(entry, words):
    assert first_words(entry) == words


def test_the_first_that_fits_answers_wherever_it_stands():
    def one(request):
        return None

    def other(request, word):
        return None

    for entries in ([path("a/", one), path("<word>/", other)], [path("<word>/", other), path("a/", one)]):
        plain, sorted_out = (
            path("town/", include((entries, "x"))),
            Shelves(path("town/", include((entries, "x")))),
        )
        for address in ("town/a/", "town/b/", "town/", "a/"):
            assert found(plain, address) == found(sorted_out, address)


def test_the_whole_address_book_uses_it():
    def all_books(book: URLResolver) -> Iterator[URLResolver]:
        yield book
        for entry in book.url_patterns:
            if isinstance(entry, URLResolver):
                yield from all_books(entry)

    assert any(isinstance(book, Shelves) for book in all_books(get_resolver()))
