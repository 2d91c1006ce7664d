"""Where and when people are received: counters with their hours, and days on which they are closed after all."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import visit_facts, visit_rules
from eroba.capabilities.services.actions.steps import require_text
from eroba.capabilities.services.actions.visiting import close_matter, place_visit, visit_fact
from eroba.capabilities.services.models import Counter, CounterClosure, CounterHours, Visit
from eroba.capabilities.services.queries.visits import free_seat, next_free, visits_on
from eroba.capabilities.services.visiting.hours import Span
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import Refusal
from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CounterSaid:
    """A counter as a head describes it."""

    code: str
    kind: str
    name_ka: str
    name_en: str
    address_ka: str
    address_en: str
    slot_minutes: int
    seats: int
    ahead_days: int
    is_open: bool
    service_codes: Sequence[str] = ()
    hours: Mapping[int, Sequence[Span]]


@action(may=visit_rules.may_keep_counters)
def save_counter(by: Actor, *, said: CounterSaid) -> Done[Counter]:
    """Open a counter or change it. Its visits keep their times; how long they last changes only when none is ahead."""
    standing = Counter.objects.select_for_update().filter(code=said.code).first()
    if standing is not None and standing.slot_minutes != said.slot_minutes and _ahead(standing):
        raise Refusal(
            _("People have booked here. Change how long a visit lasts when none is ahead any more.")
        )
    values = {
        name: getattr(said, name) for name in said.__dataclass_fields__ if name not in ("code", "hours")
    }
    values["service_codes"] = list(said.service_codes)
    counter, _made = Counter.objects.update_or_create(code=said.code, defaults=values)
    counter.hours.all().delete()
    CounterHours.objects.bulk_create(
        CounterHours(counter=counter, weekday=day, opens_at=span.opens_at, closes_at=span.closes_at)
        for day, spans in said.hours.items()
        for span in spans
    )
    return Done(counter, after={"counter": said.code, "is_open": said.is_open})


@action(may=visit_rules.may_keep_counters)
def close_counter_day(
    by: Actor, *, counter: Counter, on: dt.date, reason_ka: str, reason_en: str
) -> Done[int]:
    """Close a counter on one day and move whoever was to come to the next open day; each is told. How many moved."""
    reason = {
        "ka": require_text(reason_ka, _("Say in Georgian why it is closed."), most=200),
        "en": require_text(reason_en, _("Say in English why it is closed."), most=200),
    }
    if on < today():
        raise Refusal(_("This day is over."))
    counter = Counter.objects.select_for_update().get(pk=counter.pk)
    CounterClosure.objects.update_or_create(
        counter=counter, on=on, defaults={"reason_ka": reason["ka"], "reason_en": reason["en"]}
    )
    facts: list[Fact] = []
    for visit in visits_on(on, counter):
        if visit.state == Visit.State.BOOKED and visit.starts_at > now():
            visit.counter = counter
            facts.append(_moved(visit, on, reason))
    return Done(len(facts), after={"counter": counter.code, "on": on, "moved": len(facts)}, facts=facts)


def _moved(visit: Visit, on: dt.date, reason: dict[str, str]) -> Fact:
    at = visit.starts_at.astimezone(now().tzinfo).time()
    starts_at = next_free(visit.counter, on, at)
    seat = free_seat(visit.counter, starts_at) if starts_at else None
    is_double = starts_at and Visit.objects.filter(
        person=visit.person_id, starts_at=starts_at, state=Visit.State.BOOKED
    )
    if starts_at is None or seat is None or (is_double and is_double.exists()):
        visit.state, visit.changed_at = Visit.State.CANCELLED, now()
        visit.save(update_fields=["state", "changed_at"])
        close_matter(visit)
        return visit_fact(visit_facts.VisitCancelled, visit)
    place_visit(visit, starts_at, seat)
    return visit_fact(visit_facts.VisitMoved, visit, reason=reason)


def _ahead(counter: Counter) -> bool:
    return counter.visits.filter(state=Visit.State.BOOKED, starts_at__gt=now()).exists()
