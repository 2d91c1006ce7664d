"""The sealer adds entries to the chain in batches, after the fact, so that writers never queue behind each other.

Run by the worker, one at a time per town: two sealers at once meet the unique place in the chain, and one gives way.
Entries are numbered by the moment they were made, so what is left to chain lies at the end of the journal. An act that
took long puts its entry a little before others already chained, hence the look back over an hour.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from eroba.kernel.audit.chain import START, Flaw, LastLink, Link, flaws, next_hash
from eroba.kernel.audit.models import CHAINED, JournalEntry, SealedEntry
from eroba.kernel.base.canonical import fingerprint, fingerprint_of_stored
from eroba.kernel.base.ids import first_uuid7_at, made_at, uuid7
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import across_all, scope

BATCH = 1000
#: No transaction is open for so long, and the clocks of two hosts never lie so far apart.
LOOK_BACK = dt.timedelta(hours=1)


def seal_journals(*, thorough: bool = False) -> int:
    """Chains what was written to the journals of all towns; returns how many entries.

    `thorough` looks through whole journals, for an entry that a clock set wrong has put further back.
    """
    total = 0
    for town in _towns(thorough):
        with scope(town):
            total += seal_journal(thorough=thorough)
    return total


def _towns(thorough: bool) -> Iterable[Municipality]:
    if thorough:
        return list(Municipality.objects.all())
    recently = first_uuid7_at(made_at(uuid7()) - LOOK_BACK)
    with across_all(reason="see whose journal has entries to chain"):
        written = JournalEntry.objects.filter(id__gte=recently).order_by().values_list("municipality")
        keys = {key for (key,) in written.distinct()}
    return list(Municipality.objects.filter(pk__in=keys)) if keys else []


def seal_journal(*, limit: int = BATCH, thorough: bool = False) -> int:
    """Chains the entries of this town that are not chained yet; returns how many."""
    total = 0
    while True:
        try:
            with transaction.atomic():
                count = _seal_batch(limit, thorough)
        except IntegrityError:  # another worker was quicker
            return total
        total += count
        if count < limit:
            return total


def _seal_batch(limit: int, thorough: bool) -> int:
    waiting = list(_unchained(thorough).order_by("id")[:limit])
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
    return _unchained(thorough=True).count()


def _unchained(thorough: bool) -> QuerySet[JournalEntry]:
    entries = JournalEntry.objects.all()
    last = None if thorough else SealedEntry.objects.order_by("-sequence").first()
    if last is not None:
        # its place in time: everything older that was there then was chained before it or with it
        entries = entries.filter(id__gte=first_uuid7_at(made_at(last.entry_id) - LOOK_BACK))
    return entries.filter(~Exists(SealedEntry.objects.filter(entry_id=OuterRef("pk"))))


def journal_flaws(*, noted: LastLink | None = None) -> list[Flaw]:
    """Checks the whole chain of this town against its entries as they stand now."""
    return flaws(_links(), dict(_hashes_now()), noted)


def _hashes_now() -> Iterator[tuple[str, str]]:
    # rows without their objects: a hundred thousand of them are to be read in seconds
    columns = sorted({name for names in CHAINED.values() for name in names})
    for row in JournalEntry.objects.values(*columns).iterator(chunk_size=2000):
        entry_id: UUID = row["id"]
        yield str(entry_id), fingerprint_of_stored({name: row[name] for name in CHAINED[row["format"]]})


def _links() -> Iterator[Link]:
    for row in SealedEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        yield Link(row.sequence, str(row.entry_id), row.entry_hash, row.chain_hash)
