"""What a random sample says about a whole list of signatures, exactly: whole numbers, no approximation, no Django.

Basis: the hypergeometric distribution (drawing without putting back), one-sided on each side at 95 %. The bad ones of
a sample are never subtracted from the whole: that would call a list good of which half is not.
"""

import hashlib
from collections.abc import Callable, Sequence
from math import comb

#: One in so many samples may mislead, on each side.
ONE_IN = 20


def bounds(population: int, sample: int, valid: int) -> tuple[int, int]:
    """How many of the whole list are valid: at least, and at most, when so many of the sample are."""
    if not 0 <= valid <= sample <= population or sample == 0:
        raise ValueError("a sample lies within its list, and its valid ones within the sample")
    lowest, highest = valid, population - (sample - valid)
    low = _first(lowest, highest, lambda whole: not _is_unlikely_high(population, sample, valid, whole))
    high = _last(lowest, highest, lambda whole: not _is_unlikely_low(population, sample, valid, whole))
    return low, high


def draw(receipts: Sequence[str], seed: str, size: int) -> list[str]:
    """The sample that a seed draws from a list, the same on any machine: the smallest by SHA-256 of seed and entry."""
    return sorted(receipts, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).hexdigest())[:size]


def _is_unlikely_high(population: int, sample: int, valid: int, whole: int) -> bool:
    """Whether so many valid ones or more would be drawn less often than one time in twenty."""
    every = comb(population, sample)
    return (every - _ways_up_to(population, sample, valid - 1, whole)) * ONE_IN < every


def _is_unlikely_low(population: int, sample: int, valid: int, whole: int) -> bool:
    return _ways_up_to(population, sample, valid, whole) * ONE_IN < comb(population, sample)


def _ways_up_to(population: int, sample: int, most: int, whole: int) -> int:
    """In how many ways a sample has at most so many of the `whole` valid ones; each term from the one before."""
    least = max(0, sample - (population - whole))
    if most < least:
        return 0
    term = comb(whole, least) * comb(population - whole, sample - least)
    total = term
    for drawn in range(least, min(most, whole, sample)):
        bad_left = population - whole - sample + drawn + 1
        term = term * (whole - drawn) * (sample - drawn) // ((drawn + 1) * bad_left)
        total += term
    return total


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first of a row from which something holds; halves the row each time."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _last(low: int, high: int, holds: Callable[[int], bool]) -> int:
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low
