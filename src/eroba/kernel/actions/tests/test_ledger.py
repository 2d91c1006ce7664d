"""An act of several parts: one transaction, one writing of journal and facts, and no part that fails in silence."""

import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from eroba.kernel.actions import Done, action, allow, refuse, system_actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.errors import Refusal
from eroba.kernel.matters.facts import MatterTied
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
BY = system_actor("test")


def may_lay(by, bricks=1):
    """Bricks are counted from one."""
    return allow() if bricks > 0 else refuse("No brick, no wall.")


@action(may=may_lay)
def lay_bricks(by, *, bricks: int):
    """Lay some bricks."""
    told = MatterTied(None, number=str(bricks), relation="answers")
    return Done(bricks, after={"bricks": bricks}, facts=[told])


@action(may=may_lay)
def build_wall(by, *, rows: list[int], town=None, is_patient: bool = False):
    """Lay rows of bricks, in another town if told, and perhaps swallow a refusal."""
    for bricks in rows:
        try:
            if town is None:
                lay_bricks(by, bricks=bricks)
            else:
                with scope(town):
                    lay_bricks(by, bricks=bricks)
        except Refusal:
            if not is_patient:
                raise
    return Done(len(rows), after={"rows": len(rows)})


def test_parts_are_written_with_the_whole_and_each_table_once(in_ozurgeti):
    with CaptureQueriesContext(connection) as asked:
        build_wall(BY, rows=[3, 2, 1])
    written = [query["sql"] for query in asked if query["sql"].startswith("INSERT")]
    assert sum("audit_journalentry" in sql for sql in written) == 1
    assert sum("outbox_factrecord" in sql for sql in written) == 1
    entries = JournalEntry.objects.order_by("id").values_list("after", flat=True)
    assert list(entries) == [{"bricks": 3}, {"bricks": 2}, {"bricks": 1}, {"rows": 3}]
    assert [record.payload["number"] for record in FactRecord.objects.order_by("id")] == ["3", "2", "1"]


def test_a_refused_part_undoes_the_whole(in_ozurgeti):
    with pytest.raises(Refusal):
        build_wall(BY, rows=[3, 0])
    assert not JournalEntry.objects.exists() and not FactRecord.objects.exists()


def test_a_refusal_swallowed_inside_is_loud_and_undoes_the_whole(in_ozurgeti):
    with pytest.raises(TransactionManagementError):
        build_wall(BY, rows=[3, 0], is_patient=True)
    assert not JournalEntry.objects.exists()


def test_a_part_in_another_town_stands_in_that_towns_journal(ozurgeti, khobi):
    with scope(ozurgeti):
        build_wall(BY, rows=[2], town=khobi)
        assert [entry.after for entry in JournalEntry.objects.all()] == [{"rows": 1}]
    with scope(khobi):
        assert [entry.after for entry in JournalEntry.objects.all()] == [{"bricks": 2}]
