"""Starting, stopping, resuming, extending and meeting a clock; called inside a capability's own action."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.clocks import facts, rules
from eroba.kernel.clocks.actions.keeping import (
    lock,
    recount,
    require_past,
    require_text,
    state_of,
    told,
)
from eroba.kernel.clocks.calendars import Calendar, Name
from eroba.kernel.clocks.counting import Period, Unit
from eroba.kernel.clocks.explanation import period_in_words
from eroba.kernel.clocks.law import Rule
from eroba.kernel.clocks.models import Clock, Pause
from eroba.kernel.clocks.periods import same_day_after_months
from eroba.kernel.clocks.queries import OPEN, one_runs_less, running_codes

State = Clock.State


@action(may=rules.may_start_clock)
def start_clock(
    by: Actor,
    *,
    subject_id: UUID,
    subject_number: str,
    rule: Rule,
    event_on: date | None = None,
    calendar: Calendar | None = None,
) -> Done[Clock]:
    """Start a legal deadline of a matter on the day of the event, under the law of that day.

    The rule is copied: a later change of the law does not touch the clock. For an appeal the event is the
    proven notification. Who starts several brings the calendar. Refused when it runs for the matter already.
    """
    _refuse_a_second(subject_id, rule.code)
    extension = rule.extension
    clock = Clock(
        subject_id=subject_id,
        subject_number=subject_number,
        code=rule.code,
        title_ka=rule.title.ka,
        title_en=rule.title.en,
        duty=rule.duty.value,
        event_on=require_past(event_on, not_before=date.min),
        length=rule.period.length,
        unit=rule.period.unit.value,
        cap_days=rule.cap_days,
        warn_days=rule.warn_days,
        basis_ka=rule.basis.ka,
        basis_en=rule.basis.en,
        law_from=rule.valid_from,
        is_verified=rule.verified,
        longest_extension_length=extension.length if extension else None,
        longest_extension_unit=extension.unit.value if extension else "",
    )
    recount(clock, calendar)
    clock.save(force_insert=True)
    running_codes(subject_id).add(rule.code)
    started = told(facts.ClockStarted, clock, due_on=clock.due_on)
    return Done(clock, subject=clock.subject, after=state_of(clock), facts=[started])


@action(may=rules.may_stop_clock)
def stop_clock(by: Actor, *, clock: Clock, reason: Name, basis: str, on: date | None = None) -> Done[Clock]:
    """Stop a running clock for a lawful reason, kept in both languages; the day of the stop still counts."""
    lock(clock, State.RUNNING)
    before = state_of(clock)
    pause = Pause(
        clock=clock,
        stopped_on=require_past(on, not_before=_last_change(clock)),
        reason_ka=require_text(reason.ka, _("Say why the deadline is stopped.")),
        reason_en=reason.en.strip(),
        basis=require_text(basis, _("Name the law that allows to stop the deadline.")),
    )
    if clock.due_on and pause.stopped_on > clock.due_on:
        raise BadInput(_("The deadline cannot be stopped after its last day."))
    pause.save(force_insert=True)
    clock.state = State.PAUSED
    _recount_and_save(clock)
    stopped = told(facts.ClockStopped, clock, stopped_on=pause.stopped_on)
    return Done(clock, subject=clock.subject, before=before, after=state_of(clock), facts=[stopped])


@action(may=rules.may_resume_clock)
def resume_clock(by: Actor, *, clock: Clock, on: date | None = None) -> Done[Clock]:
    """Let a stopped clock run again; counting goes on with the next day."""
    lock(clock, State.PAUSED)
    before = state_of(clock)
    _close_pause(clock, on)
    clock.state = State.RUNNING
    _recount_and_save(clock)
    resumed = told(facts.ClockResumed, clock, due_on=clock.due_on)
    return Done(clock, subject=clock.subject, before=before, after=state_of(clock), facts=[resumed])


@action(may=rules.may_extend_clock)
def extend_clock(by: Actor, *, clock: Clock, period: Period, reason: str, basis: str) -> Done[Clock]:
    """Extend a deadline once, with a reason, by no more than the law allows."""
    lock(clock, State.RUNNING, State.PAUSED)
    before = state_of(clock)
    _require_lawful_length(clock, clock.longest_extension, period)
    clock.extension_length, clock.extension_unit = period.length, period.unit.value
    clock.extension_reason = require_text(reason, _("Say why the deadline is extended."))
    clock.extension_basis = require_text(basis, _("Name the law that allows to extend the deadline."))
    clock.extended_on = today()
    _recount_and_save(clock)
    extended = told(facts.ClockExtended, clock, extended_on=clock.extended_on, due_on=clock.due_on)
    return Done(clock, subject=clock.subject, before=before, after=state_of(clock), facts=[extended])


@action(may=rules.may_meet_clock)
def meet_clock(by: Actor, *, clock: Clock, on: date | None = None) -> Done[Clock]:
    """Record that what the deadline was for has been done; a clock that stood is closed with its due date."""
    lock(clock, *OPEN)
    before = state_of(clock)
    met_on = require_past(on, not_before=_last_change(clock))
    if clock.state == State.PAUSED:
        _close_pause(clock, met_on)
    recount(clock)
    clock.state, clock.met_on = State.MET, met_on
    clock.save()
    one_runs_less(clock.subject_id)
    met = told(facts.ClockMet, clock, met_on=met_on, due_on=clock.due_on)
    return Done(clock, subject=clock.subject, before=before, after=state_of(clock), facts=[met])


@action(may=rules.may_reopen_clock)
def reopen_clock(by: Actor, *, clock: Clock, was: State) -> Done[Clock]:
    """Take back, the same day, that a deadline was met: it stands or runs as it did, and no day is lost or won."""
    lock(clock, State.MET)
    before = state_of(clock)
    if clock.code in running_codes(clock.subject_id):
        raise Refusal(_("This deadline is running already."))
    if was == State.PAUSED:
        last = clock.pauses.filter(resumed_on=clock.met_on).latest("stopped_on", "id")
        last.resumed_on = None
        last.save(update_fields=["resumed_on"])
    clock.state, clock.met_on = was, None
    _recount_and_save(clock)
    running_codes(clock.subject_id).add(clock.code)
    reopened = told(facts.ClockReopened, clock)
    return Done(clock, subject=clock.subject, before=before, after=state_of(clock), facts=[reopened])


def _refuse_a_second(subject_id: UUID, code: str) -> None:
    if code in running_codes(subject_id):
        raise Refusal(_("This deadline is running already."))


def _recount_and_save(clock: Clock) -> None:
    recount(clock)
    clock.save()


def _close_pause(clock: Clock, on: date | None) -> None:
    pause = clock.pauses.get(resumed_on__isnull=True)
    pause.resumed_on = require_past(on, not_before=pause.stopped_on)
    pause.save(update_fields=["resumed_on"])


def _last_change(clock: Clock) -> date:
    days = [day for pause in clock.pauses.all() for day in (pause.stopped_on, pause.resumed_on) if day]
    return max([clock.event_on, *days])


def _require_lawful_length(clock: Clock, longest: Period | None, period: Period) -> None:
    if longest is None:
        raise BadInput(_("The law gives no extension of this deadline."))
    is_other_kind = period.unit is not longest.unit and Unit.WORKING_DAYS in (period.unit, longest.unit)
    if is_other_kind or _days_in(period, clock.event_on) > _days_in(longest, clock.event_on):
        raise BadInput(
            gettext("The law allows an extension of %(longest)s at most.")
            % {"longest": period_in_words(longest)}
        )


def _days_in(period: Period, on: date) -> int:
    if period.unit is Unit.MONTHS:
        return (same_day_after_months(on, period.length) - on).days
    return period.length
