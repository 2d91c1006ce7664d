"""What the worker says about deadlines: once each, however often it looks."""

from dataclasses import replace
from datetime import date

import pytest

from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.clock import at
from eroba.kernel.base.ids import uuid7
from eroba.kernel.clocks.actions import announce_passed, start_clock, stop_clock
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import rule_in_force
from eroba.kernel.clocks.tasks import announce_due_and_late
from eroba.kernel.outbox.models import FactRecord

pytestmark = pytest.mark.django_db
JUNE_1 = date(2026, 6, 1)


def started(by: Actor, code: str, *, cap_days: int | None = None) -> Clock:
    with at(JUNE_1):
        rule = replace(rule_in_force(code, on=JUNE_1), cap_days=cap_days)
        return start_clock(by, subject_id=uuid7(), subject_number="OZU-2026-SOC-1", rule=rule)


def said(clock: Clock) -> list[str]:
    names = (
        FactRecord.objects.filter(matter_id=clock.subject_id).order_by("id").values_list("name", flat=True)
    )
    return [name for name in names if name != "clock.started"]


def look(on: date) -> int:
    with at(on):
        return announce_due_and_late()


def test_a_deadline_is_announced_when_near_and_when_it_passed_once_each(clerk: Actor) -> None:
    clock = started(clerk, "gac.decision_simple")
    assert look(date(2026, 6, 12)) == 0
    assert look(date(2026, 6, 13)) == 1
    assert look(date(2026, 6, 16)) == 0
    assert look(date(2026, 6, 17)) == 1
    assert look(date(2026, 6, 17)) == 0
    assert said(clock) == ["clock.due_soon", "clock.late"]


def test_a_worker_that_slept_announces_the_passed_deadline_only(clerk: Actor) -> None:
    clock = started(clerk, "gac.decision_simple")
    look(date(2026, 8, 1))
    assert said(clock) == ["clock.late"]


def test_an_applicants_time_runs_out_without_anybody_being_late(clerk: Actor) -> None:
    clock = started(clerk, "gac.appeal")
    look(date(2026, 8, 1))
    assert said(clock) == ["clock.expired"]


def test_a_stopped_clock_is_left_alone_until_its_cap_is_used_up(clerk: Actor) -> None:
    uncapped, capped = started(clerk, "gac.decision"), started(clerk, "gac.decision_simple", cap_days=10)
    with at(date(2026, 6, 3)):
        for clock in (uncapped, capped):
            stop_clock(clerk, clock=clock, reason=Name("აკლია დოკუმენტი", "a missing paper"), basis="GAC 83")
    assert capped.due_on == date(2026, 6, 26)
    look(date(2026, 6, 13))
    capped.refresh_from_db()
    assert capped.state == Clock.State.PAUSED
    look(date(2026, 6, 14))
    capped.refresh_from_db()
    assert (capped.state, capped.due_on) == (Clock.State.RUNNING, date(2026, 6, 26))
    look(date(2026, 9, 1))
    assert said(uncapped) == ["clock.stopped"]
    assert said(capped) == ["clock.stopped", "clock.resumed", "clock.late"]


def test_two_workers_say_it_once(clerk: Actor) -> None:
    clock = started(clerk, "gac.decision_simple")
    with at(date(2026, 6, 20)):
        announce_due_and_late()
        stale = Clock.objects.get(pk=clock.pk)
        with pytest.raises(NotAllowed):
            announce_passed(clerk, clock=stale)
        announce_due_and_late()
    assert said(clock) == ["clock.late"]
