"""What a step of a case does to its legal deadlines; called by the actions that move cases."""

import datetime as dt

from eroba.capabilities.services.definition.flow import Submission, Transition
from eroba.capabilities.services.definition.service import ServiceClock, ServiceDefinition
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.periods import proposed_rule
from eroba.capabilities.services.published import cited
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.clocks.actions import meet_clock, resume_clock, start_clock, stop_clock
from eroba.kernel.clocks.law import Duty, Rule
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.periods import Period
from eroba.kernel.clocks.queries import OPEN, adapted_here, open_clock


def rule_of(service: ServiceDefinition, clock: ServiceClock) -> Rule:
    """Turn a service's clock into a legal period, as this town has it today."""
    return adapted_here(proposed_rule(service, clock), on=today())


def begin_deadlines(by: Actor, case: Case, service: ServiceDefinition, submission: Submission) -> None:
    """Start the deadlines that begin when an application comes in."""
    for code in submission.starts_clocks:
        _start(by, case, service, code)
    note_due_date(case)


def step_deadlines(
    by: Actor, case: Case, service: ServiceDefinition, way: Transition, *, days: int = 0, reason: str = ""
) -> None:
    """End, stop, resume and start what a step says; `days` is the time given where the law sets only a least."""
    basis = cited(service, way.basis).in_language("ka")
    for code in way.ends_clocks:
        if clock := _open(case, service, code):
            meet_clock(by, clock=clock)
    for code in way.stops_clocks:
        clock = _open(case, service, code)
        # A deadline that has passed stays late: asking for a paper does not make it undone.
        if clock is not None and clock.state == Clock.State.RUNNING and not clock.is_late(today()):
            stop_clock(by, clock=clock, reason=reason, basis=basis)
    for code in way.resumes_clocks:
        clock = _open(case, service, code)
        if clock is not None and clock.state == Clock.State.PAUSED:
            resume_clock(by, clock=clock)
    for code in way.starts_clocks:
        if not _open(case, service, code):
            _start(by, case, service, code, days=days)
    note_due_date(case)


def note_due_date(case: Case) -> None:
    """Write the town hall's next deadline into the case, for lists. Does not save."""
    waiting = Clock.objects.filter(subject_id=case.matter_id, state__in=OPEN, duty=Duty.AUTHORITY.value)
    dates = [due_on for due_on in waiting.values_list("due_on", flat=True) if due_on]
    case.due_on = min(dates, default=None)


def due_date(case: Case, service: ServiceDefinition, clock_code: str) -> dt.date | None:
    """Return when an open deadline of the case ends."""
    clock = _open(case, service, clock_code)
    return clock.due_on if clock else None


def _start(by: Actor, case: Case, service: ServiceDefinition, code: str, *, days: int = 0) -> None:
    clock = service.clock(code)
    if clock is None:
        return
    rule = rule_of(service, clock)
    if rule.is_minimum:
        length = max(days or clock.length, rule.period.length)
        rule = rule.lasting(Period(length, rule.period.unit))
    start_clock(by, subject_id=case.matter_id, subject_number=case.matter.number, rule=rule)


def _open(case: Case, service: ServiceDefinition, code: str) -> Clock | None:
    return open_clock(case.matter_id, f"{service.code}.{code}")
