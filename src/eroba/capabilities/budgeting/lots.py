"""The order on the ballot: a lottery that anybody can draw again from the seed and the numbers of the projects."""

import hashlib
from collections.abc import Iterable


def drawn_order(numbers: Iterable[str], seed: str) -> list[str]:
    """The numbers of the projects in the order of SHA-256(seed, a colon, the number); no two are equal."""
    return sorted(numbers, key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).hexdigest())
