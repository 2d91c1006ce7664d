"""What a town sets for itself: its periods with their history, days that move open deadlines, and back again."""

from datetime import date

import pytest

from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.base.errors import BadInput
from eroba.kernel.base.ids import uuid7
from eroba.kernel.clocks.actions import (
    remove_calendar_day,
    set_calendar_day,
    set_clock_rule,
    start_clock,
    stop_clock,
    withdraw_clock_rule,
)
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.known import CALENDAR, changes_of, known_rule, known_rules
from eroba.kernel.clocks.models import CalendarDay, Clock, ClockRule
from eroba.kernel.clocks.periods import Period, Unit
from eroba.kernel.clocks.queries import moves_if, rule_in_force
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
JUNE_1, JUNE_10 = date(2026, 6, 1), date(2026, 6, 10)
LAW = Name("საკრებულოს დადგენილება", "Resolution of the council")
CLOSED = CalendarDay.Kind.CLOSURE


def started(by: Actor, code: str = "gac.decision_simple", event_on: date = JUNE_1) -> Clock:
    with at(event_on):
        rule = rule_in_force(code, on=event_on)
        return start_clock(by, subject_id=uuid7(), subject_number="OZU-2026-SOC-1", rule=rule)


def set_day(by: Actor, on: date, kind: str = CLOSED, name: str = "წყალდიდობა") -> CalendarDay:
    with at(JUNE_10):
        return set_calendar_day(by, on=on, kind=CalendarDay.Kind(kind), name=Name(name, ""), basis="12")


def due_days(*clocks: Clock) -> list[date | None]:
    return [Clock.objects.get(pk=clock.pk).due_on for clock in clocks]


def test_a_holiday_added_later_moves_each_open_deadline_once_and_says_so(clerk: Actor, head: Actor) -> None:
    ends_there, ends_later, stands = started(clerk), started(clerk, "gac.decision"), started(clerk)
    with at(date(2026, 6, 3)):
        stop_clock(clerk, clock=stands, reason=Name("დოკუმენტი", "a paper"), basis="GAC 83")
    assert due_days(ends_there, ends_later, stands) == [date(2026, 6, 16), date(2026, 7, 1), None]
    done = set_day(head, date(2026, 6, 16), CalendarDay.Kind.HOLIDAY)
    assert done.moved_count == 1
    assert due_days(ends_there, ends_later, stands) == [date(2026, 6, 17), date(2026, 7, 1), None]
    (told,) = FactRecord.objects.filter(name="clock.moved")
    assert told.matter_id == ends_there.subject_id and told.shown_to == "parties"
    assert "17" in told.words() and "კალენდრის" in told.words()
    entry = JournalEntry.objects.get(action="clocks.set_calendar_day")
    assert [moved["clock"] for moved in entry.after["moved"]] == [str(ends_there.pk)]


def test_what_is_shown_before_is_what_happens(clerk: Actor, head: Actor) -> None:
    clocks = [started(clerk), started(clerk), started(clerk, "gac.decision")]
    on = date(2026, 6, 16)
    thought = CalendarDay(on=on, kind=CLOSED, name_ka="x", basis="12")
    foreseen = {move.clock.pk: (move.before, move.after) for move in moves_if(on, thought)}
    assert not CalendarDay.objects.exists() and due_days(clocks[0]) == [on]
    set_day(head, on)
    happened = {
        clock.pk: (clock.due_on, *due_days(clock)) for clock in clocks if due_days(clock) != [clock.due_on]
    }
    assert foreseen == happened and len(foreseen) == 2


def test_a_day_taken_back_moves_them_back(clerk: Actor, head: Actor) -> None:
    clock = started(clerk)
    entry = set_day(head, date(2026, 6, 16))
    assert [move.after for move in moves_if(entry.on, None)] == [date(2026, 6, 16)]
    assert remove_calendar_day(head, entry=entry).moved_count == 1
    assert due_days(clock) == [date(2026, 6, 16)] and not CalendarDay.objects.exists()
    assert FactRecord.objects.filter(name="clock.moved").count() == 2


def test_working_on_a_holiday_brings_a_deadline_forward(clerk: Actor, head: Actor) -> None:
    clock = started(clerk, event_on=date(2026, 5, 11))
    assert clock.due_on == date(2026, 5, 27), "the 26th is Independence Day"
    set_day(head, date(2026, 5, 26), CalendarDay.Kind.WORKED)
    assert due_days(clock) == [date(2026, 5, 26)]


def test_a_closure_of_a_day_that_has_passed_un_lates_a_deadline(clerk: Actor, head: Actor) -> None:
    clock = started(clerk, "gac.completeness", event_on=date(2026, 6, 5))
    assert clock.due_on == date(2026, 6, 8)
    Clock.objects.update(state=Clock.State.LATE)
    set_day(head, date(2026, 6, 8))
    set_day(head, date(2026, 6, 9))
    clock.refresh_from_db()
    assert (clock.state, clock.due_on) == (Clock.State.RUNNING, date(2026, 6, 10))


def test_another_towns_deadlines_stay(clerk: Actor, head: Actor, khobi) -> None:
    with scope(khobi):
        theirs = started(clerk)
    set_day(head, date(2026, 6, 16))
    with scope(khobi):
        assert due_days(theirs) == [date(2026, 6, 16)]


def test_a_period_has_a_history(head: Actor) -> None:
    code = "gac.decision_simple"
    own = {"code": code, "law": LAW, "valid_from": date(2026, 7, 1)}
    with at(JUNE_10):
        set_clock_rule(head, period=Period(10, Unit.WORKING_DAYS), **own)
        set_clock_rule(head, period=Period(9, Unit.WORKING_DAYS), is_verified=True, cap_days=30, **own)
    changed, first = changes_of(code)
    assert (changed.before["length"], changed.after["length"], changed.after["cap_days"]) == (10, 9, 30)
    assert first.before == {} and first.by == "გია უფროსი" and changed.after["is_verified"]
    with at(JUNE_10):
        withdraw_clock_rule(head, rule=ClockRule.objects.get())
    assert changes_of(code)[0].after == {} and changes_of(code)[0].before["length"] == 9
    assert len(changes_of(code)) == 3 and changes_of(CALENDAR) == []


def test_what_is_in_force_is_never_taken_back(head: Actor, clerk: Actor) -> None:
    with at(JUNE_10):
        rule = set_clock_rule(
            head, code="gac.decision", period=Period(20, Unit.WORKING_DAYS), law=LAW, valid_from=JUNE_10
        )
        with pytest.raises(NotAllowed, match="ძალაშია"):
            withdraw_clock_rule(head, rule=rule)
    with at(JUNE_1), pytest.raises(NotAllowed):
        withdraw_clock_rule(clerk, rule=rule)


def test_a_town_gives_no_less_than_the_law(head: Actor) -> None:
    own = {"code": "gac.missing_papers", "law": LAW, "valid_from": JUNE_1}
    for period in (Period(4, Unit.CALENDAR_DAYS), Period(5, Unit.WORKING_DAYS)):
        with pytest.raises(BadInput):
            set_clock_rule(head, period=period, **own)
    set_clock_rule(head, period=Period(7, Unit.CALENDAR_DAYS), **own)


def test_every_period_of_the_town_is_known(head: Actor) -> None:
    with at(JUNE_10):
        set_clock_rule(
            head, code="gac.appeal", period=Period(45, Unit.CALENDAR_DAYS), law=LAW, valid_from=JUNE_1
        )
        set_clock_rule(
            head,
            code="gac.appeal",
            period=Period(50, Unit.CALENDAR_DAYS),
            law=LAW,
            valid_from=date(2026, 7, 1),
        )
        set_clock_rule(head, code="local.benches", period=Period(3, Unit.MONTHS), law=LAW, valid_from=JUNE_1)
    known = {each.proposed.code: each for each in known_rules(on=JUNE_10)}
    appeal = known["gac.appeal"]
    assert (appeal.in_force.period.length, appeal.coming.length) == (45, 50)
    assert appeal.proposed.period == Period(1, Unit.MONTHS)
    assert known["local.benches"].in_force.period == Period(3, Unit.MONTHS)
    assert known_rule("gac.nothing", on=JUNE_10) is None
