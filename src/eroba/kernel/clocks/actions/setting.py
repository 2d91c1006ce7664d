"""What a town sets for itself: its own periods, and the days that differ from the national calendar."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import BadInput
from eroba.kernel.clocks import facts, rules
from eroba.kernel.clocks.actions.keeping import recount, require_text, state_of, told
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.counting import Period
from eroba.kernel.clocks.explanation import period_in_words
from eroba.kernel.clocks.facts import ClockFact
from eroba.kernel.clocks.known import CALENDAR, subject_of
from eroba.kernel.clocks.law import national_rules
from eroba.kernel.clocks.models import CalendarDay, Clock, ClockRule
from eroba.kernel.clocks.queries import calendar_here, touched_by


@action(may=rules.may_set_deadlines)
def set_clock_rule(
    by: Actor,
    *,
    code: str,
    period: Period,
    law: Name,
    valid_from: date,
    cap_days: int | None = None,
    is_verified: bool = False,
) -> Done[ClockRule]:
    """Set a legal period for this town from a day on; clocks that run keep the law they began under."""
    code = require_text(code, _("Say which deadline is meant."))
    _require_lawful_least(code, period)
    standing = ClockRule.objects.filter(code=code, valid_from=valid_from).first()
    before = _said(standing) if standing else {}
    rule = standing or ClockRule(code=code, valid_from=valid_from)
    rule.length, rule.unit, rule.cap_days = period.length, period.unit.value, cap_days
    rule.basis_ka = require_text(law.ka, _("Name the law behind this deadline."))
    rule.basis_en, rule.is_verified = law.en, is_verified
    rule.save()
    return Done(rule, subject=subject_of(code), before=before, after=_said(rule))


@action(may=rules.may_withdraw_rule)
def withdraw_clock_rule(by: Actor, *, rule: ClockRule) -> Done[None]:
    """Take back a period that was to be in force from a later day on."""
    before = _said(rule)
    rule.delete()
    return Done(None, subject=subject_of(str(before["code"])), before=before)


@action(may=rules.may_set_deadlines)
def set_calendar_day(
    by: Actor, *, on: date, kind: CalendarDay.Kind, name: Name, basis: str
) -> Done[CalendarDay]:
    """Close the town hall, add a holiday or make a day a working day; open deadlines are counted anew."""
    standing = CalendarDay.objects.filter(on=on).first()
    before = _day_said(standing) if standing else {}
    entry = standing or CalendarDay(on=on)
    entry.kind = kind
    entry.name_ka = require_text(name.ka, _("Say why this day is different."))
    entry.name_en = name.en
    entry.basis = require_text(basis, _("Name the act that changed the calendar."))
    entry.save()
    return _calendar_changed(entry, on, before, _day_said(entry))


@action(may=rules.may_set_deadlines)
def remove_calendar_day(by: Actor, *, entry: CalendarDay) -> Done[CalendarDay]:
    """Let a day be again what it is in the national calendar; open deadlines are counted anew."""
    before, on = _day_said(entry), entry.on
    entry.delete()
    return _calendar_changed(entry, on, before, {})


def _calendar_changed(
    entry: CalendarDay, on: date, before: dict[str, object], after: dict[str, object]
) -> Done[CalendarDay]:
    moved = _count_anew(on)
    entry.moved_count = len(moved)
    return Done(
        entry,
        subject=subject_of(CALENDAR),
        before=before,
        after={**after, "moved": [state_of(clock) for clock in moved]},
        facts=[_moved(clock) for clock in moved],
    )


def _count_anew(on: date) -> list[Clock]:
    """Count open clocks anew that this day can touch, and return those whose due date moved."""
    calendar = calendar_here()
    moved = []
    for clock in touched_by(on).select_for_update():
        before = clock.due_on
        recount(clock, calendar)
        if clock.due_on != before:
            clock.save()
            moved.append(clock)
    return moved


def _moved(clock: Clock) -> ClockFact:
    return told(facts.ClockMoved, clock, due_on=clock.due_on)


def _require_lawful_least(code: str, period: Period) -> None:
    law = national_rules().get(code)
    if law is None or not law.is_minimum:
        return
    if period.unit is not law.period.unit or period.length < law.period.length:
        raise BadInput(
            gettext("The law gives at least %(least)s here; a town may give more, not less.")
            % {"least": period_in_words(law.period)}
        )


def _said(rule: ClockRule) -> dict[str, object]:
    """A period as the journal keeps it."""
    return {
        "code": rule.code,
        "length": rule.length,
        "unit": rule.unit,
        "cap_days": rule.cap_days,
        "basis_ka": rule.basis_ka,
        "basis_en": rule.basis_en,
        "valid_from": rule.valid_from,
        "is_verified": rule.is_verified,
    }


def _day_said(entry: CalendarDay) -> dict[str, object]:
    """A day of the calendar as the journal keeps it."""
    return {
        "on": entry.on,
        "kind": entry.kind,
        "name_ka": entry.name_ka,
        "name_en": entry.name_en,
        "basis": entry.basis,
    }
