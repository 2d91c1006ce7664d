"""The chain over the journal: each link's hash covers its entry and everything before it. No Django here.

Format (published, so that anyone can check): `entry_hash` is the SHA-256 of the entry's canonical JSON;
`chain_hash` is the SHA-256 of the previous link's 64 hex digits followed by this entry's 64 hex digits, in ASCII.
The first link follows 64 zeros.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

START = "0" * 64


@dataclass(frozen=True)
class Link:
    """One place in the chain."""

    sequence: int
    entry_id: str
    entry_hash: str
    chain_hash: str


@dataclass(frozen=True)
class Flaw:
    """Something that does not fit, and where."""

    sequence: int
    problem: str


def next_hash(previous: str, entry_hash: str) -> str:
    """The chain's hash after one more entry."""
    return hashlib.sha256((previous + entry_hash).encode("ascii")).hexdigest()


def flaws(links: Iterable[Link], hash_now: dict[str, str]) -> list[Flaw]:
    """What is wrong with a chain: places missing or out of order, entries changed or removed.

    `hash_now` maps an entry's id to the hash of the entry as it stands now.
    """
    found: list[Flaw] = []
    previous, expected = START, 1
    for link in links:
        if link.sequence != expected:
            found.append(Flaw(link.sequence, f"expected place {expected}"))
        if link.entry_id not in hash_now:
            found.append(Flaw(link.sequence, "the entry was removed"))
        elif hash_now[link.entry_id] != link.entry_hash:
            found.append(Flaw(link.sequence, "the entry was changed"))
        if next_hash(previous, link.entry_hash) != link.chain_hash:
            found.append(Flaw(link.sequence, "the chain is broken here"))
        previous, expected = link.chain_hash, link.sequence + 1
    return found
