"""Signed heads grow with the journal, and a proof for one entry can be checked without us."""

import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from eroba.kernel.audit.heads import proof_of, public_key, publish_head, signed_words
from eroba.kernel.audit.merkle import is_included, root_of
from eroba.kernel.audit.models import JournalEntry, SealedEntry
from eroba.kernel.audit.sealer import seal_journal

pytestmark = pytest.mark.django_db


def write(count: int) -> list[JournalEntry]:
    """Writes some entries and seals them."""
    entries = [JournalEntry(action=f"test.{n}") for n in range(count)]
    for entry in entries:
        entry.save(force_insert=True)
    seal_journal()
    return entries


def test_a_head_stands_for_all_entries_and_is_signed(in_ozurgeti):
    write(5)
    first = publish_head()
    assert publish_head() is None
    write(3)
    second = publish_head()
    assert (first.size, second.size) == (5, 8)
    hashes = SealedEntry.objects.order_by("sequence").values_list("entry_hash", flat=True)
    assert second.root == root_of([bytes.fromhex(h) for h in hashes]).hex()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key()))
    key.verify(bytes.fromhex(second.signature), signed_words(second))
    second.size += 1
    with pytest.raises(InvalidSignature):
        key.verify(bytes.fromhex(second.signature), signed_words(second))


def test_an_empty_journal_has_no_head(in_ozurgeti):
    assert publish_head() is None


def test_anybody_can_check_that_an_entry_is_under_a_head(client, in_ozurgeti):
    entries = write(6)
    assert proof_of(entries[2].pk) is None
    publish_head()
    answer = client.get(f"/en/ozurgeti/journal/proof/{entries[2].pk}.json").json()
    head = client.get("/en/ozurgeti/journal/heads.json").json()["heads"][0]
    assert answer["head"] == head
    path = [bytes.fromhex(step) for step in answer["path"]]
    entry, root = bytes.fromhex(answer["entry_hash"]), bytes.fromhex(head["root"])
    assert is_included(entry, answer["index"], head["size"], path, root)
    assert "test.2" not in json.dumps(answer)


def test_another_town_knows_nothing_of_it(client, in_ozurgeti, khobi):
    (entry,) = write(1)
    publish_head()
    assert client.get(f"/en/khobi/journal/proof/{entry.pk}.json").status_code == 404
    assert client.get("/en/khobi/journal/heads.json").json()["heads"] == []
