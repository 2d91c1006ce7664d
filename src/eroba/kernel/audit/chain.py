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


@dataclass(frozen=True)
class LastLink:
    """The last link of a chain at some moment; whoever noted it down can see later that it still stands there."""

    sequence: int
    chain_hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.chain_hash}"

    @classmethod
    def read(cls, text: str) -> "LastLink":
        """Reads `place:hash`; raises ValueError for anything else."""
        place, _colon, chain_hash = text.strip().partition(":")
        if len(chain_hash) != 64 or set(chain_hash) - set("0123456789abcdef"):
            raise ValueError("a link's hash has 64 hexadecimal digits")
        return cls(int(place), chain_hash)


def next_hash(previous: str, entry_hash: str) -> str:
    """The chain's hash after one more entry."""
    return hashlib.sha256((previous + entry_hash).encode("ascii")).hexdigest()


def flaws(links: Iterable[Link], hash_now: dict[str, str], noted: LastLink | None = None) -> list[Flaw]:
    """What is wrong with a chain: places missing or out of order, entries changed or removed, an end cut off.

    `hash_now` maps an entry's id to the hash of the entry as it stands now; `noted` is a last link noted down
    earlier, without which a shorter chain cannot be told from a whole one.
    """
    found: list[Flaw] = []
    is_noted_there = noted is None or noted == LastLink(0, START)
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
        is_noted_there = is_noted_there or noted == LastLink(link.sequence, link.chain_hash)
        previous, expected = link.chain_hash, link.sequence + 1
    if noted is not None and not is_noted_there:
        found.append(Flaw(noted.sequence, "the link noted down earlier no longer stands here"))
    return found
