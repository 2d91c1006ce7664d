"""What a step of a case does to its legal deadlines; called by the actions that move cases."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from eroba.capabilities.services.definition.flow import Submission, Transition
from eroba.capabilities.services.definition.service import ServiceClock, ServiceDefinition
from eroba.capabilities.services.form_engine.asking import known_from_answers
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.periods import proposed_rule, variant_rule
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.queries.fees import clocks_held_by_fees
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.base.memory import once
from eroba.kernel.clocks.actions import meet_clock, resume_clock, start_clock, stop_clock
from eroba.kernel.clocks.calendars import Calendar, Name
from eroba.kernel.clocks.law import Duty, Rule
from eroba.kernel.clocks.models import Clock, ClockRule
from eroba.kernel.clocks.periods import Period
from eroba.kernel.clocks.queries import (
    OPEN,
    adapted,
    adapted_here,
    calendar_here,
    open_clock,
    own_rules,
)
from eroba.kernel.tenancy.scope import current_municipality

UNSAID = Name("", "")
NOTHING_KNOWN: Mapping[str, object] = MappingProxyType({})


def rule_of(
    service: ServiceDefinition, clock: ServiceClock, known: Mapping[str, object] = NOTHING_KNOWN
) -> Rule:
    """Turn a service's clock into a legal period, as this town has it today, by what the applicant answered."""
    day = today()
    proposed = _proposed(service, clock, known)
    key = ("period here", current_municipality().pk, proposed.code, day)
    return _as_clock(service, clock, once(key, lambda: adapted_here(proposed, on=day)))


def begin_deadlines(
    by: Actor, case: Case, service: ServiceDefinition, submission: Submission
) -> dict[str, dt.date | None]:
    """Start the deadlines that begin when an application comes in; when each ends. Does not save the case."""
    clocks = [clock for code in submission.starts_clocks if (clock := service.clock(code))]
    known = _answered(case, service, clocks)
    proposed = {clock.code: _proposed(service, clock, known) for clock in clocks}
    own, calendar = _set_by_town(sorted(rule.code for rule in proposed.values()))
    due: dict[str, dt.date | None] = {}
    for clock in clocks:
        rule = _as_clock(service, clock, adapted(proposed[clock.code], own))
        due[clock.code] = _start(by, case, _lasting(rule, clock), calendar).due_on
    waiting = [due[clock.code] for clock in clocks if Duty(clock.duty) is Duty.AUTHORITY]
    case.due_on = min((due_on for due_on in waiting if due_on), default=None)
    return due


def _set_by_town(codes: list[str]) -> tuple[Mapping[str, ClockRule], Calendar]:
    """What the town has set over these periods, and its calendar; read once where one act opens many cases."""
    town, day = current_municipality().pk, today()
    own = once(("own rules", town, day, *codes), lambda: own_rules(on=day, codes=codes))
    return own, once(("calendar", town), calendar_here)


def step_deadlines(
    by: Actor,
    case: Case,
    service: ServiceDefinition,
    way: Transition,
    *,
    days: int = 0,
    reason: Name = UNSAID,
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
    held = clocks_held_by_fees(case) if way.resumes_clocks else set()
    for code in way.resumes_clocks:
        clock = _open(case, service, code)
        if code not in held and clock is not None and clock.state == Clock.State.PAUSED:
            resume_clock(by, clock=clock)
    for code in way.starts_clocks:
        if not _open(case, service, code):
            _start_one(by, case, service, code, days)
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


def _start_one(by: Actor, case: Case, service: ServiceDefinition, code: str, days: int) -> None:
    clock = service.clock(code)
    if clock is not None:
        rule = rule_of(service, clock, _answered(case, service, [clock]))
        _start(by, case, _lasting(rule, clock, days=days))


def _start(by: Actor, case: Case, rule: Rule, calendar: Calendar | None = None) -> Clock:
    matter = case.matter
    return start_clock(by, subject_id=matter.pk, subject_number=matter.number, rule=rule, calendar=calendar)


def _answered(case: Case, service: ServiceDefinition, clocks: Iterable[ServiceClock]) -> Mapping[str, object]:
    """What lengths may depend on: the answers, opened only where a clock asks for them."""
    if not any(clock.variants for clock in clocks):
        return {}
    return known_from_answers(service.form, case.answers)


def _proposed(service: ServiceDefinition, clock: ServiceClock, known: Mapping[str, object]) -> Rule:
    variant = clock.variant_for(known)
    return variant_rule(service, clock, variant) if variant else proposed_rule(service, clock)


def _as_clock(service: ServiceDefinition, clock: ServiceClock, rule: Rule) -> Rule:
    """The rule under the clock's own name: steps stop and end the same clock, whatever its length came from."""
    return replace(rule, code=_code(service, clock.code))


def _lasting(rule: Rule, clock: ServiceClock, *, days: int = 0) -> Rule:
    """Where the law sets only a least, the service or the official says how long."""
    if not rule.is_minimum:
        return rule
    return rule.lasting(Period(max(days or clock.length, rule.period.length), rule.period.unit))


def _open(case: Case, service: ServiceDefinition, code: str) -> Clock | None:
    return open_clock(case.matter_id, _code(service, code))


def _code(service: ServiceDefinition, code: str) -> str:
    return f"{service.code}.{code}"
