"""Finds a voter who stands in a file twice, in eight bytes a voter, so that ten million of them fit."""

from array import array
from collections import Counter

SHARDS = 64


class Voters:
    """The fingerprints of all voters of a file. Two voters may share one: a second reading tells."""

    def __init__(self) -> None:
        self._shards = [array("q") for _shard in range(SHARDS)]

    def add(self, voter: str) -> None:
        """Remembers one voter."""
        fingerprint = hash(voter)
        self._shards[fingerprint % SHARDS].append(fingerprint)

    def __len__(self) -> int:
        return sum(map(len, self._shards))

    def repeated(self) -> set[int]:
        """The fingerprints that were seen more than once."""
        found: set[int] = set()
        for shard in self._shards:
            # most shards hold none, and a set tells that faster than counting
            if len(set(shard)) < len(shard):
                found.update(one for one, times in Counter(shard).items() if times > 1)
        return found
