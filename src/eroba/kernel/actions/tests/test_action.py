"""An action does everything or nothing: rule, change, journal and fact."""

from dataclasses import dataclass

import pytest
from django.db import DatabaseError, connection, transaction

from eroba.kernel.actions import Done, NotAllowed, action, allow, refuse, system_actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.personal import decrypt_for, destroy_key
from eroba.kernel.audit.sealer import journal_flaws, seal_journal
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.matters.queries import timeline
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery, FactRecord
from eroba.kernel.registry import Capability, shelf
from eroba.kernel.tenancy.rows import lift_triggers
from eroba.kernel.tenancy.scope import ScopeMissing

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class BenchPromised(Fact):
    """A bench was promised, in the test's own small world."""

    name = "bench.promised"
    sentence = "The town promised {count} benches."

    count: int


heard: list = []


def on_bench_promised(fact: BenchPromised, delivery: Delivery) -> None:
    """Hears of the bench, or fails when asked to."""
    heard.append((fact, delivery.key))
    if fact.count == 13:
        raise RuntimeError("unlucky")


@pytest.fixture(autouse=True)
def benches(monkeypatch):
    heard.clear()
    manifest = Capability(
        name="benches",
        title="Benches",
        facts=[BenchPromised],
        listens={"bench.promised": [on_bench_promised]},
    )
    monkeypatch.setitem(shelf._shelf, "benches", manifest)


def may_promise(by, count):
    """Nobody promises fewer than one bench."""
    return allow("bench law 1") if count > 0 else refuse("Promise at least one bench.", "bench law 2")


@action(may=may_promise)
def promise_benches(by, *, count: int, person_id=None, break_it: bool = False):
    """Promises benches."""
    matter = open_matter(kind="bench", prefix="BEN", title_ka="სკამი", title_en="Bench")
    if break_it:
        raise RuntimeError("killed in the middle")
    personal = {person_id: {"name": "ნინო"}} if person_id else {}
    return Done(
        matter,
        subject=matter,
        after={"count": count},
        personal=personal,
        facts=[BenchPromised(matter.pk, count)],
    )


BY = system_actor("test")


def test_an_action_writes_change_journal_and_fact_together(in_ozurgeti):
    matter = promise_benches(BY, count=3)
    assert matter.number == f"OZU-{now().year}-BEN-00001"
    entry = JournalEntry.objects.get()
    assert (entry.action, entry.basis, entry.after) == (
        "actions.promise_benches",
        "bench law 1",
        {"count": 3},
    )
    assert [e.words for e in timeline(matter, audience="parties")] == ["The town promised 3 benches."]


def test_a_refusal_changes_nothing_and_says_why(in_ozurgeti):
    with pytest.raises(NotAllowed, match="at least one bench") as caught:
        promise_benches(BY, count=0)
    assert caught.value.verdict.basis == "bench law 2"
    assert not JournalEntry.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing_not_even_a_number(in_ozurgeti):
    with pytest.raises(RuntimeError):
        promise_benches(BY, count=1, break_it=True)
    assert not Matter.objects.exists() and not FactRecord.objects.exists()
    assert promise_benches(BY, count=1).number.endswith("-00001")


def test_an_action_needs_a_municipality(db):
    with pytest.raises(ScopeMissing):
        promise_benches(BY, count=1)


def test_a_fact_reaches_its_listener_once(in_ozurgeti):
    promise_benches(BY, count=2)
    assert deliver_due() == 1 and deliver_due() == 0
    assert [fact.count for fact, _key in heard] == [2]


def test_a_failing_listener_is_tried_again_later_with_the_same_key(in_ozurgeti):
    promise_benches(BY, count=13)
    assert deliver_due() == 0
    delivery = Delivery.objects.get()
    assert delivery.state == "waiting" and delivery.next_at > now() and "unlucky" in delivery.last_problem
    Delivery.objects.update(next_at=now())
    deliver_due()
    assert len({key for _fact, key in heard}) == 1 and len(heard) == 2


def test_a_lost_lease_is_taken_over(in_ozurgeti):
    promise_benches(BY, count=2)
    Delivery.objects.update(leased_until=now().replace(year=2099))
    assert deliver_due() == 0
    Delivery.objects.update(leased_until=now().replace(year=2020))
    assert deliver_due() == 1


def test_the_journal_cannot_be_changed(in_ozurgeti):
    promise_benches(BY, count=1)
    for change in (
        lambda: JournalEntry.objects.update(action="x"),
        lambda: JournalEntry.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_the_chain_holds_and_finds_a_changed_entry(in_ozurgeti):
    for count in (1, 2, 3):
        promise_benches(BY, count=count)
    assert seal_journal() == 3 and seal_journal() == 0
    promise_benches(BY, count=4)
    assert seal_journal() == 1
    assert journal_flaws() == []
    lift_triggers()
    victim = JournalEntry.objects.order_by("id")[1]
    JournalEntry.objects.filter(pk=victim.pk).update(after={"count": 99})
    assert [(f.sequence, f.problem) for f in journal_flaws()] == [(2, "the entry was changed")]
    JournalEntry.objects.filter(pk=victim.pk).delete()
    assert [f.problem for f in journal_flaws()] == ["the entry was removed"]


def test_erasing_a_person_keeps_the_chain_whole(in_ozurgeti, resident):
    promise_benches(BY, count=1, person_id=resident.pk)
    locked = JournalEntry.objects.get().personal[str(resident.pk)]
    assert "ნინო" in decrypt_for(resident.pk, locked)
    seal_journal()
    destroy_key(resident.pk)
    assert decrypt_for(resident.pk, locked) is None
    assert journal_flaws() == []


def test_row_level_security_stands_behind_the_wall(in_ozurgeti, khobi, is_postgresql):
    if not is_postgresql:
        pytest.skip("row-level security is PostgreSQL's")
    promise_benches(BY, count=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM matters_matter")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT set_config('eroba.municipality', %s, false)", [str(khobi.pk)])
        cursor.execute("SELECT count(*) FROM matters_matter")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT set_config('eroba.municipality', '', false)")
        cursor.execute("SELECT count(*) FROM matters_matter")
        assert cursor.fetchone() == (0,)
    connection._spoken_for = None
