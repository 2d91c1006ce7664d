"""The worker: does every chore, survives what fails, and ends when it is asked to."""

import datetime as dt
import threading
import time

import pytest
from django_tasks_db.models import DBTaskResult

from eroba.config import chores
from eroba.config.tests.test_command import ring_the_bell
from eroba.config.working import Chore, Worker
from eroba.kernel.actions import system_actor
from eroba.kernel.audit.models import SealedEntry
from eroba.kernel.outbox.waking import deliver_waiting
from eroba.kernel.registry import Capability, shelf
from eroba.kernel.tenancy.scope import current_municipality, scope

pytestmark = pytest.mark.django_db


def test_a_failing_chore_stops_neither_the_others_nor_the_worker():
    done = []

    def fail():
        raise RuntimeError("the disk is full")

    worker = Worker([Chore("fail", 0, fail), Chore("go on", 0, lambda: done.append(1) or 1)])
    assert worker.work_once() is False and worker.work_once() is False
    assert len(done) == 2


def test_each_chore_has_its_own_pace():
    done = []
    worker = Worker([Chore("seldom", 60, lambda: done.append(1) or 0)])
    worker.work_once()
    worker.work_once()
    assert len(done) == 1


def test_it_ends_soon_after_it_is_asked():
    worker = Worker([Chore("idle", 0, lambda: 0)])
    thread = threading.Thread(target=worker.work, args=(30,))
    thread.start()
    start = time.monotonic()
    worker.stop()
    thread.join(5)
    assert not thread.is_alive() and time.monotonic() - start < 5


def test_journals_are_chained_for_every_town_that_wrote(ozurgeti, khobi):
    for town in (ozurgeti, khobi):
        with scope(town):
            ring_the_bell(system_actor("test"))
    assert chores.chain_journals() == 2 and chores.chain_journals() == 0
    assert chores.chain_what_was_left_behind() == 0
    with scope(khobi):
        assert SealedEntry.objects.count() == 1


def test_sweeps_run_in_each_open_town_and_one_that_fails_holds_up_no_other(ozurgeti, khobi, monkeypatch):
    swept = []

    def fail():
        raise RuntimeError("broken")

    def sweep():
        swept.append(current_municipality().slug)

    manifest = Capability(name="sweeper", title="Sweeper", sweeps=(fail, sweep))
    monkeypatch.setattr(shelf, "_shelf", {"sweeper": manifest})
    chores.sweep_all_towns()
    assert sorted(swept) == ["khobi", "ozurgeti"]


@pytest.mark.django_db(transaction=True)
def test_queued_tasks_are_run_and_old_ones_forgotten():
    deliver_waiting.enqueue()
    assert chores.run_ready_tasks() == 1 and chores.run_ready_tasks() == 0
    assert chores.forget_old_tasks() == 0
    DBTaskResult.objects.update(enqueued_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert chores.forget_old_tasks() == 1
