"""What stands behind the addresses of people, bodies, posts and representations, for the walk through two towns."""

import datetime as dt
from typing import Any

from eroba.kernel.people.bodies import actions as bodies
from eroba.kernel.people.models import Appointment, Person
from eroba.kernel.people.standing import actions as standing


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """Names the town, and makes a body with a member, a request to act for a child, and finds a post."""
    here = {name: {"town": hall.town.slug} for name in ("my:contact", "my:copy")}
    return {**here, **_rights(hall), **_body(hall), **_representation(hall), **_post(hall)}


def _rights(hall: Any) -> dict[str, dict[str, Any]]:
    person = Person.objects.get(account=hall.resident)
    return {f"rights:{name}": {"person": person.pk} for name in ("person", "copy")}


def _body(hall: Any) -> dict[str, dict[str, Any]]:
    head, day, code = hall.actor(hall.head), dt.date(2025, 1, 1), f"council-of-{hall.town.slug}"
    draft = bodies.BodyDraft(
        code=code, kind="council", name_ka="საკრებულო", basis_ka="კოდექსი", founded_on=day
    )
    seats = [bodies.SeatDraft(kind="chair"), bodies.SeatDraft(kind="member")]
    body = bodies.found_body(head, draft=draft, seats=seats)
    term = bodies.begin_term(head, body=body, from_on=day, basis_ka="არჩევნები")
    seat = body.seats.get(number=1)
    held = bodies.seat_member(head, seat=seat, term=term, member=bodies.Member(name_ka="ანა"), from_on=day)
    open_to_all = {f"bodies:{name}": {"code": code} for name in ("detail", "csv", "json")}
    desk = ("desk_detail", "desk_add_seat", "desk_term", "desk_end_term")
    return {
        **open_to_all,
        **{f"bodies:{name}": {"code": code} for name in desk},
        "bodies:desk_seat": {"code": code, "number": 2},
        "bodies:desk_unseat": {"code": code, "membership": held.pk},
    }


def _representation(hall: Any) -> dict[str, dict[str, Any]]:
    claim = standing.Claim(
        number="01001012345", family_name=hall.mark, given_name="ანა", birth_date=dt.date(2015, 1, 1)
    )
    resident = hall.actor(hall.resident)
    asked = standing.ask_representation(resident, basis="parent", claim=claim, span=standing.Span())
    names = ("one", "accept", "desk_decide", "desk_paper")
    return {f"standing:{name}": {"representation": asked.pk} for name in names}


def _post(hall: Any) -> dict[str, dict[str, Any]]:
    post = Appointment.objects.get(account=hall.clerk)
    return {f"staff:{name}": {"post": post.pk} for name in ("post", "end", "substitute")}
