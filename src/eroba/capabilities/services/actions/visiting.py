"""Booking, changing and cancelling visits, and noting who came; the counter is locked, so one time is one person’s."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import visit_facts, visit_rules
from eroba.capabilities.services.models import Case, Counter, Service, Visit
from eroba.capabilities.services.queries.visits import free_seat, is_offered, open_visits_of
from eroba.capabilities.services.rules import is_applicant_of
from eroba.kernel.actions import Actor, Done, NotAllowed, action, refuse
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.matters.models import Link
from eroba.kernel.matters.numbering import link_matters, open_matter
from eroba.kernel.matters.parties import add_party
from eroba.kernel.people.actions.identity import person_of_number
from eroba.kernel.people.models import Person

MOST_AHEAD = 3


class JustTaken(Refusal):
    """Somebody else was quicker; another time can be chosen."""


@dataclass(frozen=True)
class Purpose:
    """What somebody comes for: a service, an application, or neither."""

    service: Service | None = None
    case: Case | None = None


@action(may=visit_rules.may_book_visit, for_others=True)
def book_visit(by: Actor, *, counter: Counter, starts_at: dt.datetime, purpose: Purpose) -> Done[Visit]:
    """Book a time for oneself, or for whom one acts for. Raises JustTaken when somebody was quicker."""
    if by.person_id is None:
        raise BadInput(_("Before you book, tell us who you are."))
    if purpose.case is not None and not is_applicant_of(by, purpose.case):
        raise NotAllowed(refuse(_("This application belongs to somebody else.")))
    person = _at_once(by.person_id)
    if open_visits_of(by.person_id) >= MOST_AHEAD:
        raise Refusal(_("You have three visits ahead of you. Cancel one you do not need first."))
    return _booked(by, person, counter, starts_at, purpose)


@action(may=visit_rules.may_see_visits)
def book_for(
    by: Actor,
    *,
    counter: Counter,
    starts_at: dt.datetime,
    purpose: Purpose,
    personal_number: str = "",
    name: tuple[str, str] = ("", ""),
) -> Done[Visit]:
    """Book for somebody who asked at a counter or in a village: by their application, or by personal number."""
    if purpose.case is not None:
        person = purpose.case.person
    else:
        person = person_of_number(personal_number)
        if not person.family_name and not person.account_id:
            person.given_name, person.family_name = (part.strip()[:80] for part in name)
            person.save(update_fields=["given_name", "family_name"])
    return _booked(by, _at_once(person.pk), counter, starts_at, purpose)


@action(may=visit_rules.may_change_visit, for_others=True)
def change_visit(by: Actor, *, visit: Visit, counter: Counter, starts_at: dt.datetime) -> Done[Visit]:
    """Choose another time or place; the old one is free at once."""
    counter = _locked(counter)
    held = _still_ahead(visit)
    before = _state_of(held)
    held.counter = counter
    place_visit(held, starts_at, _seat(counter, starts_at, held))
    told = visit_fact(visit_facts.VisitChanged, held)
    return Done(held, held.matter, before=before, after=_state_of(held), facts=[told])


@action(may=visit_rules.may_change_visit, for_others=True)
def cancel_visit(by: Actor, *, visit: Visit) -> Done[Visit]:
    """Cancel a visit; somebody else can have the time."""
    held = _still_ahead(visit)
    before = _state_of(held)
    held.state, held.changed_at = Visit.State.CANCELLED, now()
    held.change_count += 1
    held.save(update_fields=["state", "changed_at", "change_count"])
    close_matter(held)
    told = visit_fact(visit_facts.VisitCancelled, held)
    return Done(held, held.matter, before=before, after=_state_of(held), facts=[told])


@action(may=visit_rules.may_note_visit)
def note_visit(by: Actor, *, visit: Visit, came: bool) -> Done[Visit]:
    """Note whether the person came; can be put right later the same way."""
    held = _held(visit)
    before = _state_of(held)
    state = Visit.State.CAME if came else Visit.State.MISSED
    if held.state == state:
        return Done(held, held.matter, before=before, after=before)
    held.state, held.changed_at = state, now()
    held.save(update_fields=["state", "changed_at"])
    close_matter(held)
    told = visit_fact(visit_facts.VisitCame if came else visit_facts.VisitMissed, held)
    return Done(held, held.matter, before=before, after=_state_of(held), facts=[told])


@action(may=visit_rules.may_remind)
def remind_of_visit(by: Actor, *, visit: Visit) -> Done[Visit]:
    """Remind somebody of a visit, once for each time it was given."""
    held = _held(visit)
    if held.reminded_of == held.starts_at or held.state != Visit.State.BOOKED:
        return Done(held, held.matter)
    held.reminded_of = held.starts_at
    held.save(update_fields=["reminded_of"])
    told = visit_fact(visit_facts.VisitReminded, held)
    return Done(held, held.matter, after={"reminded_of": held.starts_at}, facts=[told])


def visit_fact(kind: type[visit_facts.VisitFact], visit: Visit, **more: object) -> visit_facts.VisitFact:
    """A fact about a visit as it stands."""
    counter = visit.counter
    place = {"ka": counter.name_ka, "en": counter.name_en}
    return kind(visit.matter_id, place=place, starts_at=visit.starts_at, **more)


def place_visit(visit: Visit, starts_at: dt.datetime, seat: int) -> None:
    """Give a held visit its new time and seat; its calendar entry counts one on."""
    visit.starts_at, visit.seat, visit.minutes = starts_at, seat, visit.counter.slot_minutes
    visit.changed_at, visit.change_count = now(), visit.change_count + 1
    visit.save(update_fields=["counter", "starts_at", "seat", "minutes", "changed_at", "change_count"])


def close_matter(visit: Visit) -> None:
    """Say in the thread how a visit ended."""
    visit.matter.state, visit.matter.closed_at = visit.state, now()
    visit.matter.save(update_fields=["state", "closed_at"])


def _booked(
    by: Actor, person: Person, counter: Counter, starts_at: dt.datetime, purpose: Purpose
) -> Done[Visit]:
    counter = _locked(counter)
    if Visit.objects.filter(person=person, starts_at=starts_at, state=Visit.State.BOOKED).exists():
        raise Refusal(_("There is a visit at this time already."))
    seat = _seat(counter, starts_at)
    matter = open_matter(kind="visit", prefix="VIS", title_ka="ვიზიტი", title_en="Visit", state="booked")
    add_party(matter=matter, person=person)
    if purpose.case is not None:
        link_matters(source=matter, relation=Link.Relation.AROSE_FROM, target=purpose.case.matter)
    visit = Visit(
        matter=matter,
        counter=counter,
        person=person,
        service=purpose.service or (purpose.case.service if purpose.case else None),
        case=purpose.case,
        starts_at=starts_at,
        minutes=counter.slot_minutes,
        seat=seat,
        booked_by=by.label,
    )
    visit.save(force_insert=True)
    return Done(visit, matter, after=_state_of(visit), facts=[visit_fact(visit_facts.VisitBooked, visit)])


def _seat(counter: Counter, starts_at: dt.datetime, visit: Visit | None = None) -> int:
    """The seat somebody gets at a time; raises BadInput for a time that is not offered."""
    if starts_at <= now() or not is_offered(counter, starts_at):
        raise BadInput(_("This time is not offered. Choose one of those shown."))
    seat = free_seat(counter, starts_at, visit.pk if visit else None)
    if seat is None:
        raise JustTaken(_("Somebody has just taken this time. Choose another one."))
    return seat


def _locked(counter: Counter) -> Counter:
    """The counter, locked until the action ends: nobody else gives away its times meanwhile."""
    held = Counter.objects.select_for_update().filter(pk=counter.pk, is_open=True).first()
    if held is None:
        raise BadInput(_("This time is not offered. Choose one of those shown."))
    return held


def _at_once(person_id: UUID) -> Person:
    """The person, locked until the action ends: their visits at all counters are counted one after the other."""
    return Person.objects.select_for_update().get(pk=person_id)


def _still_ahead(visit: Visit) -> Visit:
    """The visit, held, if nobody else has cancelled or noted it since the page was opened."""
    held = _held(visit)
    if held.state != Visit.State.BOOKED:
        raise Refusal(_("This visit is over or was cancelled. You can book another one."))
    return held


def _held(visit: Visit) -> Visit:
    return (
        Visit.objects.select_for_update(of=("self",))
        .select_related("matter", "counter", "person", "service", "case__matter")
        .get(pk=visit.pk)
    )


def _state_of(visit: Visit) -> dict[str, object]:
    return {
        "state": visit.state,
        "counter": visit.counter.code,
        "starts_at": visit.starts_at,
        "seat": visit.seat,
    }
