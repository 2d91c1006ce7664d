"""Which petitions ask for nearly the same, whatever alphabet they are typed in. Pure: texts in, an order out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from eroba.kernel.base.text import search_key

K = TypeVar("K")
SHORTEST_WORD = 4
STEM = 5
LEAST_SHARE = 0.34


def stems_of(text: str) -> frozenset[str]:
    """The beginnings of a text's longer words: Georgian changes the ends of words."""
    return stems_of_key(search_key(text))


def stems_of_key(key: str) -> frozenset[str]:
    """The same, of a text whose search key is known."""
    return frozenset(word[:STEM] for word in key.split() if len(word) >= SHORTEST_WORD)


def most_similar(typed: str, known: Mapping[K, str], *, most: int = 5) -> list[K]:
    """The keys of those texts (given as search keys) that share enough of what was typed, the nearest first.

    Words that stand in many petitions ("municipality", "road") weigh less.
    """
    wanted = stems_of(typed)
    if not wanted:
        return []
    stems = {key: stems_of_key(text) for key, text in known.items()}
    weights = _weights(stems.values())
    whole = sum(weights.get(stem, 1.0) for stem in wanted)
    shares = {
        key: sum(weights.get(stem, 1.0) for stem in wanted & found) / whole for key, found in stems.items()
    }
    near = [key for key, share in shares.items() if share >= LEAST_SHARE]
    return sorted(near, key=lambda key: -shares[key])[:most]


def _weights(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for stems in texts:
        counts.update(stems)
    return {stem: 1.0 / count for stem, count in counts.items()}
