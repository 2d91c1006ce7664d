"""What a town sets for itself: its own periods, and the days that differ from the national calendar."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.clocks import facts, rules
from eroba.kernel.clocks.actions.keeping import recount, require_text, state_of, told
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.counting import Period
from eroba.kernel.clocks.facts import ClockFact
from eroba.kernel.clocks.models import CalendarDay, Clock, ClockRule
from eroba.kernel.clocks.queries import OPEN, calendar_here


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
    rule, _created = ClockRule.objects.update_or_create(
        code=require_text(code, _("Say which deadline is meant.")),
        valid_from=valid_from,
        defaults={
            "length": period.length,
            "unit": period.unit.value,
            "cap_days": cap_days,
            "basis_ka": require_text(law.ka, _("Name the law behind this deadline.")),
            "basis_en": law.en,
            "is_verified": is_verified,
        },
    )
    after = {"code": code, "length": period.length, "unit": period.unit.value, "valid_from": valid_from}
    return Done(rule, subject=rule, after=after)


@action(may=rules.may_set_deadlines)
def set_calendar_day(
    by: Actor, *, on: date, kind: CalendarDay.Kind, name: Name, basis: str
) -> Done[CalendarDay]:
    """Close the town hall, add a holiday or make a day a working day; open deadlines are counted anew."""
    entry, _created = CalendarDay.objects.update_or_create(
        on=on,
        defaults={
            "kind": kind,
            "name_ka": require_text(name.ka, _("Say why this day is different.")),
            "name_en": name.en,
            "basis": require_text(basis, _("Name the act that changed the calendar.")),
        },
    )
    moved = _count_anew(on)
    after = {"on": on, "kind": kind, "basis": basis, "moved": [state_of(clock) for clock in moved]}
    return Done(entry, subject=entry, after=after, facts=[_moved(clock) for clock in moved])


def _count_anew(on: date) -> list[Clock]:
    """Count open clocks anew that this day can touch, and return those whose due date moved."""
    calendar = calendar_here()
    moved = []
    touched = Clock.objects.filter(state__in=OPEN, due_on__gte=on, event_on__lt=on)
    for clock in touched.select_for_update().prefetch_related("pauses"):
        before = clock.due_on
        recount(clock, calendar)
        if clock.due_on != before:
            clock.save()
            moved.append(clock)
    return moved


def _moved(clock: Clock) -> ClockFact:
    return told(facts.ClockMoved, clock, due_on=clock.due_on)
