"""A tree of hashes over the journal: one short head stands for all entries, a short proof shows that one is in it.

No Django here. Source: RFC 9162, section 2 (SHA-256; leaves hashed with a zero byte in front, nodes with a one).
"""

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The tree's hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree that keeps one hash for each full branch, so that adding never looks back.

    `peaks` are the roots of the full branches, largest first: at most one for each bit of the size.
    """

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if len(peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} entries has {size.bit_count()} peaks, not {len(peaks)}")
        self.size = size
        self.peaks = list(peaks)

    def add(self, entry: bytes) -> None:
        """Puts one more entry behind the last."""
        fresh, size = leaf_hash(entry), self.size
        while size & 1:
            fresh = node_hash(self.peaks.pop(), fresh)
            size >>= 1
        self.peaks.append(fresh)
        self.size += 1

    def root(self) -> bytes:
        """The head: one hash for everything in the tree."""
        if not self.peaks:
            return EMPTY
        head = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            head = node_hash(peak, head)
        return head


def root_of(entries: Sequence[bytes]) -> bytes:
    """The head over a whole list of entries."""
    tree = Tree()
    for entry in entries:
        tree.add(entry)
    return tree.root()


def inclusion_proof(entries: Sequence[bytes], index: int) -> list[bytes]:
    """The neighbours one needs to get from entry `index` (from 0) up to the head. Raises IndexError."""
    if not 0 <= index < len(entries):
        raise IndexError(f"there is no entry {index} among {len(entries)}")
    return _path([leaf_hash(entry) for entry in entries], index)


def _path(hashes: list[bytes], index: int) -> list[bytes]:
    path = []
    while len(hashes) > 1:
        neighbour = index ^ 1
        if neighbour < len(hashes):
            path.append(hashes[neighbour])
        # a last one without a neighbour rises as it is
        hashes = [
            node_hash(*hashes[at : at + 2]) if at + 1 < len(hashes) else hashes[at]
            for at in range(0, len(hashes), 2)
        ]
        index //= 2
    return path


def is_included(entry: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof leads from the entry at `index` of `size` to the head. Source: RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    here, last, reached = index, size - 1, leaf_hash(entry)
    for neighbour in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            reached = node_hash(neighbour, reached)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            reached = node_hash(reached, neighbour)
        here, last = here >> 1, last >> 1
    return last == 0 and reached == root
