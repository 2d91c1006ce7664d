"""Saying that a deadline is near or has passed: once each, by the platform itself."""

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.clocks import facts, rules
from eroba.kernel.clocks.actions.keeping import lock, state_of, told
from eroba.kernel.clocks.law import Duty
from eroba.kernel.clocks.models import Clock

State = Clock.State


@action(may=rules.may_announce_deadline)
def announce_due_soon(by: Actor, *, clock: Clock) -> Done[Clock]:
    """Say that a deadline is near; a second call says nothing."""
    lock(clock, State.RUNNING)
    if clock.due_soon_announced_on or clock.warn_on is None or clock.warn_on > today():
        return Done(clock, subject=clock.subject)
    clock.due_soon_announced_on = today()
    clock.save(update_fields=["due_soon_announced_on"])
    near = told(facts.ClockDueSoon, clock, due_on=clock.due_on)
    return Done(clock, subject=clock.subject, after=state_of(clock), facts=[near])


@action(may=rules.may_announce_deadline)
def announce_passed(by: Actor, *, clock: Clock) -> Done[Clock]:
    """Say that a deadline has passed: the town hall is late, or an applicant's time is over."""
    lock(clock, State.RUNNING, State.LATE)
    if clock.state == State.LATE or not clock.is_late(today()):
        return Done(clock, subject=clock.subject)
    before = state_of(clock)
    clock.state = State.LATE
    clock.save(update_fields=["state"])
    kind = facts.ClockLate if clock.duty == Duty.AUTHORITY.value else facts.ClockExpired
    passed = told(kind, clock, due_on=clock.due_on)
    return Done(clock, subject=clock.subject, before=before, after=state_of(clock), facts=[passed])
