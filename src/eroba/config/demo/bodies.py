"""Invented councils for the towns of the demonstration: two terms, one seat that changed hands, one that is empty."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from eroba.config.demo.people import first_day, read_yaml
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import at
from eroba.kernel.people.bodies import actions
from eroba.kernel.people.bodies.models import Body, Seat, Term
from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.scope import scope

FOUNDED, SECOND_TERM = dt.date(2017, 11, 1), dt.date(2021, 11, 15)
LEFT_ON = dt.date(2024, 5, 31)
ELECTIONS = ("გამოგონილი არჩევნები", "Invented elections")
BY = system_actor("demonstration")


def make_councils(towns: Sequence[Municipality], today: dt.date) -> None:
    """Gives each town its council, unless it has one already."""
    said = read_yaml("bodies")
    for town in towns:
        if town.slug not in said:
            continue
        with at(first_day(today)), scope(town):
            if not Body.objects.filter(code="council").exists():
                _make_council(town, said[town.slug], said["parties"])


def _make_council(town: Municipality, said: Mapping[str, Any], parties: Sequence[Sequence[str]]) -> None:
    body = actions.found_body(
        BY,
        draft=actions.BodyDraft(
            code="council",
            kind=Body.Kind.COUNCIL,
            name_ka=f"{town.name_ka}: საკრებულო",
            name_en=f"{town.name_en} Council",
            basis_ka="ადგილობრივი თვითმმართველობის კოდექსი",
            basis_en="Local Self-Government Code",
            founded_on=FOUNDED,
            is_invented=True,
        ),
        seats=_seats(said["seats"]),
    )
    seats = list(body.seats.order_by("number"))
    names = said["names"]
    first = actions.begin_term(BY, body=body, from_on=FOUNDED, basis_ka=ELECTIONS[0], basis_en=ELECTIONS[1])
    _fill(first, seats[: len(names) - 3], names[3:], parties, FOUNDED)
    second = actions.begin_term(
        BY, body=body, from_on=SECOND_TERM, basis_ka=ELECTIONS[0], basis_en=ELECTIONS[1]
    )
    # one seat stays empty, one changes hands
    _fill(second, seats[:-1], names[:-1], parties, SECOND_TERM)
    gone = seats[3].memberships.get(until_on__isnull=True)
    actions.unseat_member(BY, membership=gone, until_on=LEFT_ON, reason="resigned")
    _fill(second, [seats[3]], [names[-1]], parties, LEFT_ON + dt.timedelta(days=1))


def _seats(counts: Mapping[str, int]) -> list[actions.SeatDraft]:
    """Seats of each kind; a majoritarian one stands for a village, where the town has some."""
    villages = iter(Settlement.objects.order_by("name_ka").values_list("pk", flat=True))
    return [
        actions.SeatDraft(
            kind=kind, settlement_id=next(villages, None) if kind == Seat.Kind.MAJORITARIAN else None
        )
        for kind, count in counts.items()
        for _n in range(count)
    ]


def _fill(
    term: Term,
    seats: Sequence[Seat],
    names: Sequence[Sequence[str]],
    parties: Sequence[Sequence[str]],
    from_on: dt.date,
) -> None:
    for number, (seat, name) in enumerate(zip(seats, names, strict=False)):
        party = parties[number % len(parties)]
        member = actions.Member(name_ka=name[0], name_en=name[1], party_ka=party[0], party_en=party[1])
        actions.seat_member(BY, seat=seat, term=term, member=member, from_on=from_on)
