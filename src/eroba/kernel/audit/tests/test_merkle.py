"""The tree of hashes agrees with the standard's own recursion, and a proof proves nothing else."""

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pymerkle import InmemoryTree, verify_inclusion

from eroba.kernel.audit.merkle import Tree, inclusion_proof, is_included, leaf_hash, root_of


def naive_root(entries: list[bytes]) -> bytes:
    """The definition of RFC 9162, 2.1.1, word for word: split at the largest power of two below the size."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    split = 1 << (len(entries) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + naive_root(entries[:split]) + naive_root(entries[split:])).digest()


# A machine that is busy with other things draws slowly; that says nothing about the tree.
CALMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
entries = some.lists(some.binary(max_size=8), max_size=70)


@CALMLY
@given(entries)
def test_the_head_is_the_standards(some_entries):
    assert root_of(some_entries) == naive_root(some_entries)


@CALMLY
@given(entries.filter(len), some.data())
def test_every_entry_can_be_proved_and_no_other(some_entries, data):
    index = data.draw(some.integers(0, len(some_entries) - 1))
    proof, root, size = inclusion_proof(some_entries, index), root_of(some_entries), len(some_entries)
    assert is_included(some_entries[index], index, size, proof, root)
    assert not is_included(some_entries[index] + b"!", index, size, proof, root)
    assert not is_included(some_entries[index], index, size, [*proof, b"\x00" * 32], root)
    for at in range(len(proof)):
        assert not is_included(some_entries[index], index, size, proof[:at] + proof[at + 1 :], root)


@CALMLY
@given(entries, entries)
def test_a_tree_goes_on_from_its_peaks(before, after):
    tree = Tree()
    for entry in before:
        tree.add(entry)
    again = Tree(tree.size, tree.peaks)
    for entry in after:
        again.add(entry)
    assert again.root() == naive_root(before + after)


def test_wrong_places_are_refused():
    with pytest.raises(IndexError):
        inclusion_proof([b"a"], 1)
    with pytest.raises(ValueError, match="peaks"):
        Tree(3, [b"x"])
    assert not is_included(b"a", 2, 1, [], root_of([b"a"]))


@CALMLY
@given(entries.filter(len), some.data())
def test_an_independent_library_agrees(some_entries, data):
    oracle = InmemoryTree(algorithm="sha256")
    for entry in some_entries:
        oracle.append_entry(entry)
    size, root = len(some_entries), root_of(some_entries)
    assert oracle.get_root() == root
    index = data.draw(some.integers(0, size - 1))
    proof = oracle.prove_inclusion(index + 1, size)
    verify_inclusion(leaf_hash(some_entries[index]), root, proof)
    theirs = [bytes.fromhex(step) for step in proof.serialize()["path"]]
    assert theirs[1:] == inclusion_proof(some_entries, index)
