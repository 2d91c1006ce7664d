"""The sealer looks at the end of the journal only, and still leaves nothing behind."""

import datetime as dt
import hashlib
import random
import time
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eroba.kernel.audit.chain import Link, flaws
from eroba.kernel.audit.models import JournalEntry, SealedEntry
from eroba.kernel.audit.sealer import (
    LOOK_BACK,
    journal_flaws,
    seal_journal,
    seal_journals,
    unchained_count,
)
from eroba.kernel.base.canonical import canonical_json, fingerprint, fingerprint_of_stored
from eroba.kernel.base.ids import first_uuid7_at, made_at, uuid7
from eroba.kernel.tenancy.rows import lift_triggers
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def entry_made(ago: dt.timedelta, count: int = 1) -> None:
    """Entries that were begun some time ago and are written now."""
    first = first_uuid7_at(made_at(uuid7()) - ago).int
    apart = random.getrandbits(48) << 12  # two towns may write within the same millisecond
    JournalEntry.objects.bulk_create(
        JournalEntry(id=UUID(int=first + apart + n), action="test.wrote", after={"n": n})
        for n in range(count)
    )


def test_identifiers_know_when_they_were_made():
    before = dt.datetime.now(dt.UTC) - dt.timedelta(milliseconds=1)
    made = uuid7()
    assert before <= made_at(made) <= dt.datetime.now(dt.UTC)
    assert (
        first_uuid7_at(made_at(made)) <= made < first_uuid7_at(made_at(made) + dt.timedelta(milliseconds=1))
    )
    assert first_uuid7_at(before).version == 7


def test_more_than_a_batch_is_chained_at_once_and_in_order(in_ozurgeti):
    entry_made(MINUTE, 25)
    assert seal_journal(limit=10) == 25 and seal_journal() == 0
    assert journal_flaws() == [] and unchained_count() == 0


def test_an_act_that_took_long_is_chained_after_quicker_ones(in_ozurgeti):
    entry_made(MINUTE)
    seal_journal()
    entry_made(LOOK_BACK - MINUTE)
    assert seal_journal() == 1 and journal_flaws() == []


def test_what_a_wrong_clock_put_further_back_is_found_by_the_thorough_look(in_ozurgeti):
    entry_made(MINUTE)
    seal_journals()
    entry_made(LOOK_BACK * 30)
    assert seal_journals() == 0 and unchained_count() == 1
    assert seal_journals(thorough=True) == 1 and unchained_count() == 0


def test_a_worker_that_was_away_chains_everything(ozurgeti, khobi):
    for town in (ozurgeti, khobi):
        with scope(town):
            entry_made(LOOK_BACK * 24 * 3)
    assert seal_journals(thorough=True) == 2


def test_sealing_reads_no_more_when_the_journal_has_grown(in_ozurgeti):
    entry_made(LOOK_BACK * 5, 400)
    seal_journal()
    entry_made(MINUTE)
    with CaptureQueriesContext(connection) as queries:
        assert seal_journal() == 1
    (looking,) = [q["sql"] for q in queries if "audit_journalentry" in q["sql"] and "EXISTS" in q["sql"]]
    bound = looking.partition('"id" >= ')[2][:40].strip("'").replace("-", "")
    floor = next(row for row in SealedEntry.objects.order_by("-sequence")[1:2]).entry_id
    assert bound[:10] == first_uuid7_at(made_at(floor) - LOOK_BACK).hex[:10], looking


def test_a_stored_row_has_the_same_fingerprint_read_either_way(in_ozurgeti):
    for after in ({}, {"ა": ["ბ", 1, None, True, {"z": "1", "a": 2}]}):
        entry = JournalEntry(action="test.wrote", account_id=uuid7(), after=after, before=after)
        entry.save(force_insert=True)
        values = JournalEntry.objects.get(pk=entry.pk).chained_values()
        assert fingerprint_of_stored(values) == fingerprint(values)
        assert hashlib.sha256(canonical_json(values)).hexdigest() == fingerprint(values)


def test_one_harm_among_many_is_found_where_it_was_done(in_ozurgeti):
    """Changed, removed, reordered, each in a journal of two thousand entries."""
    entry_made(MINUTE, 2000)
    seal_journal()
    assert journal_flaws() == []
    lift_triggers()
    chosen = random.Random(7).sample(range(10, 1990), 3)
    changed, removed, moved = (SealedEntry.objects.get(sequence=place) for place in chosen)
    JournalEntry.objects.filter(pk=changed.entry_id).update(role="mayor")
    JournalEntry.objects.filter(pk=removed.entry_id).delete()
    SealedEntry.objects.filter(pk=moved.pk).update(sequence=5000)
    found = {(flaw.sequence, flaw.problem) for flaw in journal_flaws()}
    assert (chosen[0], "the entry was changed") in found
    assert (chosen[1], "the entry was removed") in found
    assert (chosen[2] + 1, f"expected place {chosen[2]}") in found
    assert {place for place, _problem in found} <= {*chosen, chosen[2] + 1, 5000}


@pytest.mark.slow
def test_a_hundred_thousand_links_are_checked_in_seconds():
    """The chain alone, without a database; the whole is measured by `make bench`."""
    links, hash_now, previous = [], {}, "0" * 64
    for place in range(1, 100_001):
        entry_hash = hashlib.sha256(str(place).encode()).hexdigest()
        previous = hashlib.sha256((previous + entry_hash).encode()).hexdigest()
        links.append(Link(place, str(place), entry_hash, previous))
        hash_now[str(place)] = entry_hash
    start = time.process_time()
    assert flaws(links, hash_now) == []
    assert time.process_time() - start < 5
    links[70_000], links[70_001] = links[70_001], links[70_000]
    assert {flaw.sequence for flaw in flaws(links, hash_now)} == {70_001, 70_002, 70_003}
    del hash_now["5"]
    hash_now["6"] = "0" * 64
    problems = [(flaw.sequence, flaw.problem) for flaw in flaws(links, hash_now)[:2]]
    assert problems == [(5, "the entry was removed"), (6, "the entry was changed")]
