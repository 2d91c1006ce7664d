"""What the actions on clocks refuse, and what a town sets for itself."""

from datetime import date

import pytest

from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.clock import at
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.base.ids import uuid7
from eroba.kernel.clocks.actions import (
    extend_clock,
    meet_clock,
    resume_clock,
    set_calendar_day,
    set_clock_rule,
    start_clock,
    stop_clock,
)
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.counting import Period, Unit
from eroba.kernel.clocks.models import CalendarDay, Clock
from eroba.kernel.clocks.queries import due_soon_clocks, late_clocks, open_clocks, rule_in_force
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
JUNE_1 = date(2026, 6, 1)
PAPER = {"reason": Name("აკლია დოკუმენტი", "a missing paper"), "basis": "GAC 83"}
LONGER = {"reason": "a missing paper", "basis": "GAC 83"}


def started(by: Actor, code: str = "gac.decision_simple", *, event_on: date = JUNE_1) -> Clock:
    with at(event_on):
        rule = rule_in_force(code, on=event_on)
        return start_clock(by, subject_id=uuid7(), subject_number="OZU-2026-SOC-1", rule=rule)


def test_the_same_deadline_does_not_run_twice(clerk: Actor) -> None:
    clock = started(clerk)
    rule = rule_in_force("gac.decision_simple", on=JUNE_1)
    again = {"subject_id": clock.subject_id, "subject_number": clock.subject_number, "rule": rule}
    with pytest.raises(Refusal):
        start_clock(clerk, **again)
    meet_clock(clerk, clock=clock)
    assert start_clock(clerk, **again).is_open


def test_a_double_click_stops_a_clock_once(clerk: Actor) -> None:
    clock = started(clerk)
    stale = Clock.objects.get(pk=clock.pk)
    with at(date(2026, 6, 3)):
        stop_clock(clerk, clock=clock, **PAPER)
        with pytest.raises(Refusal):
            stop_clock(clerk, clock=stale, **PAPER)
    assert clock.pauses.count() == 1


def test_a_resident_can_neither_stop_nor_extend(clerk: Actor, applicant: Actor) -> None:
    clock = started(clerk, "gac.decision")
    with at(date(2026, 6, 3)):
        with pytest.raises(NotAllowed):
            stop_clock(applicant, clock=clock, **PAPER)
        with pytest.raises(NotAllowed):
            extend_clock(applicant, clock=clock, period=Period(1, Unit.MONTHS), **LONGER)
        with pytest.raises(NotAllowed):
            meet_clock(Actor(), clock=clock)


def test_a_stop_needs_a_reason_a_basis_and_a_possible_day(clerk: Actor) -> None:
    clock = started(clerk)
    with at(date(2026, 6, 3)):
        for wrong in (
            {**PAPER, "reason": Name(" ", "a missing paper")},
            {**PAPER, "basis": ""},
            {**PAPER, "on": date(2026, 6, 4)},
            {**PAPER, "on": date(2026, 5, 31)},
        ):
            with pytest.raises(BadInput):
                stop_clock(clerk, clock=clock, **wrong)
    assert not clock.pauses.exists()


def test_a_deadline_that_passed_is_neither_stopped_nor_extended(clerk: Actor) -> None:
    clock = started(clerk, "gac.decision")
    with at(date(2026, 7, 2)):
        with pytest.raises(NotAllowed, match="გავიდა"):
            stop_clock(clerk, clock=clock, **PAPER)
        with pytest.raises(NotAllowed):
            extend_clock(clerk, clock=clock, period=Period(1, Unit.MONTHS), **LONGER)


def test_an_extension_is_given_once_and_within_the_law(clerk: Actor) -> None:
    none = started(clerk, "gac.decision_simple")
    clock = started(clerk, "gac.missing_papers")
    with at(date(2026, 6, 3)):
        with pytest.raises(NotAllowed):
            extend_clock(clerk, clock=none, period=Period(1, Unit.CALENDAR_DAYS), **LONGER)
        for period in (Period(16, Unit.CALENDAR_DAYS), Period(3, Unit.WORKING_DAYS)):
            with pytest.raises(BadInput):
                extend_clock(clerk, clock=clock, period=period, **LONGER)
        extend_clock(clerk, clock=clock, period=Period(10, Unit.CALENDAR_DAYS), **LONGER)
        assert clock.due_on == date(2026, 6, 16)
        with pytest.raises(NotAllowed):
            extend_clock(clerk, clock=clock, period=Period(1, Unit.CALENDAR_DAYS), **LONGER)


def test_a_clock_that_stood_can_be_met(clerk: Actor) -> None:
    clock = started(clerk)
    with at(date(2026, 6, 3)):
        stop_clock(clerk, clock=clock, **PAPER)
    with at(date(2026, 6, 8)):
        meet_clock(clerk, clock=clock)
        with pytest.raises(NotAllowed):
            resume_clock(clerk, clock=clock)
    assert (clock.state, clock.due_on) == (Clock.State.MET, date(2026, 6, 22))


def test_a_towns_own_period_stands_before_the_national_one(clerk: Actor, head: Actor) -> None:
    running = started(clerk)
    own = {
        "code": "gac.decision_simple",
        "period": Period(7, Unit.WORKING_DAYS),
        "law": Name("საკრებულოს დადგენილება", "Resolution of the council"),
        "valid_from": date(2026, 7, 1),
    }
    with pytest.raises(NotAllowed):
        set_clock_rule(clerk, **own)
    set_clock_rule(head, **own)
    assert rule_in_force("gac.decision_simple", on=date(2026, 6, 30)).period.length == 15
    assert rule_in_force("gac.decision_simple", on=date(2026, 7, 1)).basis.en == "Resolution of the council"
    running.refresh_from_db()
    assert running.length == 15


def test_a_closure_moves_open_deadlines_and_says_so(clerk: Actor, head: Actor) -> None:
    clock = started(clerk)
    assert clock.due_on == date(2026, 6, 16)
    with at(date(2026, 6, 10)):
        set_calendar_day(
            head,
            on=date(2026, 6, 16),
            kind=CalendarDay.Kind.CLOSURE,
            name=Name("წყალდიდობა", "Flood"),
            basis="Order of the mayor 12",
        )
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 6, 17)
    assert FactRecord.objects.filter(matter_id=clock.subject_id, name="clock.moved").count() == 1


def test_lists_are_ordered_by_deadline_and_stay_in_their_town(clerk: Actor, khobi) -> None:
    first, second = started(clerk, "gac.completeness"), started(clerk, "gac.decision")
    started(clerk, "gac.appeal")
    assert list(open_clocks()) == [first, second]
    assert list(due_soon_clocks(today=JUNE_1, within_days=5)) == [first]
    assert list(late_clocks(today=date(2026, 6, 5))) == [first]
    with scope(khobi):
        assert not open_clocks().exists()


def test_an_unknown_period_is_our_mistake(in_ozurgeti) -> None:
    with pytest.raises(LookupError):
        rule_in_force("gac.nothing", on=JUNE_1)
