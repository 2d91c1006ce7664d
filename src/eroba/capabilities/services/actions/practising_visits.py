"""Making the beginning of a practice case about visits: places that receive people, and invented people who come."""

import datetime as dt
from typing import Any

from eroba.capabilities.services import rules
from eroba.capabilities.services.actions.counters import CounterSaid, save_counter
from eroba.capabilities.services.actions.practising import Said, invented_person, prepare_practice_case
from eroba.capabilities.services.models import Case, Counter, Visit
from eroba.capabilities.services.visiting.hours import read_hours
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import TBILISI, today
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.matters.parties import add_party
from eroba.kernel.people.models import Account, Person

PLACES: tuple[dict[str, Any], ...] = (
    {
        "code": "village-office", "kind": "village", "name_ka": "სოფლის ოფისი", "name_en": "Village office",
        "hours": "09:00-13:00, 14:00-17:00",
    },
    {
        "code": "reception", "kind": "town_hall", "name_ka": "მერიის მისაღები", "name_en": "Town hall reception",
        "hours": "09:00-13:00, 14:00-18:00",
    },
)  # fmt: skip


@action(may=rules.may_prepare_practice)
def prepare_practice_visit(by: Actor, *, said: Said, trainee: Account) -> Done[Person | Case | Visit]:
    """Make the places, and whoever the practice case is about: a person, their application, or their visit today."""
    places = {place["code"]: _place(by, place) for place in PLACES}
    if "service" in said:
        case = prepare_practice_case(by, said=said, trainee=trainee)
        return Done(case, subject=case.matter, after={"practice": "visit about an application"})
    person = invented_person(said["person"])
    for other in said.get("others", ()):
        _visit(places[other["place"]], invented_person(other["person"]), other, made_for(person))
    if "visit" not in said:
        # whoever books writes the name: all we have is the number
        person.given_name = person.family_name = ""
        person.save(update_fields=["given_name", "family_name"])
        return Done(person, subject=person, after={"practice": "visit to be booked"})
    visit = _visit(places[said["visit"]["place"]], person, said["visit"], made_for(person))
    return Done(visit, subject=visit.matter, after={"practice": "visit of today"})


def made_for(person: Person) -> str:
    """By whom the visits of one practice case were booked: tells them from those of a colleague who practises too."""
    return f"practice {person.pk}"


def _place(by: Actor, said: Said) -> Counter:
    known = Counter.objects.filter(code=said["code"]).first()
    if known is not None:
        return known
    hours = dict.fromkeys(range(7), read_hours(said["hours"]))
    names = {name: said[name] for name in ("code", "kind", "name_ka", "name_en")}
    return save_counter(
        by,
        said=CounterSaid(
            **names, address_ka="ნიმუშის ქ. 1", address_en="1 Example St", slot_minutes=20, seats=20,
            ahead_days=14, is_open=True, hours=hours,
        ),
    )  # fmt: skip


def _visit(counter: Counter, person: Person, said: Said, booked_by: str) -> Visit:
    """A visit of today: in the past for whoever is to be noted, so it is not booked like others."""
    starts_at = dt.datetime.combine(today(), dt.time.fromisoformat(said["at"]), TBILISI)
    state = said.get("state", Visit.State.BOOKED)
    matter = open_matter(kind="visit", prefix="VIS", title_ka="ვიზიტი", title_en="Visit", state=state)
    add_party(matter=matter, person=person)
    seats = Visit.objects.filter(counter=counter, starts_at=starts_at).values_list("seat", flat=True)
    visit = Visit(
        matter=matter, counter=counter, person=person, starts_at=starts_at, minutes=counter.slot_minutes,
        seat=max(seats, default=0) + 1, state=state, booked_by=booked_by,
    )  # fmt: skip
    visit.save(force_insert=True)
    return visit
