"""The sealer adds entries to the chain in batches, after the fact, so that writers never queue behind each other.

Run by the worker, one at a time per town: two sealers at once meet the unique place in the chain, and one gives way.
"""

from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from eroba.kernel.audit.chain import START, Flaw, LastLink, Link, flaws, next_hash
from eroba.kernel.audit.models import JournalEntry, SealedEntry
from eroba.kernel.base.canonical import fingerprint

BATCH = 1000


def seal_journal(*, limit: int = BATCH) -> int:
    """Chains the entries of this town that are not chained yet; returns how many."""
    try:
        with transaction.atomic():
            return _seal_batch(limit)
    except IntegrityError:
        return 0


def _seal_batch(limit: int) -> int:
    sealed = SealedEntry.objects.filter(entry_id=OuterRef("pk"))
    waiting = list(JournalEntry.objects.filter(~Exists(sealed)).order_by("id")[:limit])
    if not waiting:
        return 0
    head = last_link()
    sequence, chain_hash = head.sequence, head.chain_hash
    links = []
    for entry in waiting:
        entry_hash = fingerprint(entry.chained_values())
        sequence, chain_hash = sequence + 1, next_hash(chain_hash, entry_hash)
        links.append(
            SealedEntry(sequence=sequence, entry_id=entry.pk, entry_hash=entry_hash, chain_hash=chain_hash)
        )
    SealedEntry.objects.bulk_create(links)
    return len(links)


def last_link() -> LastLink:
    """The last link of this town's chain; place 0 and 64 zeros when nothing is chained yet."""
    last = SealedEntry.objects.order_by("-sequence").first()
    return LastLink(last.sequence, last.chain_hash) if last else LastLink(0, START)


def unchained_count() -> int:
    """How many entries of this town wait to be chained."""
    sealed = SealedEntry.objects.filter(entry_id=OuterRef("pk"))
    return JournalEntry.objects.filter(~Exists(sealed)).count()


def journal_flaws(*, noted: LastLink | None = None) -> list[Flaw]:
    """Checks the whole chain of this town against its entries as they stand now."""
    hash_now = {
        str(entry.pk): fingerprint(entry.chained_values())
        for entry in JournalEntry.objects.iterator(chunk_size=2000)
    }
    return flaws(_links(), hash_now, noted)


def _links() -> Iterator[Link]:
    for row in SealedEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        yield Link(row.sequence, str(row.entry_id), row.entry_hash, row.chain_hash)
