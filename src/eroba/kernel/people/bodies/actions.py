"""Founding bodies, beginning and ending terms, seating and unseating members: the only place that writes them.

Everything that could put two people on one seat first locks the body's row, so two officials cannot do it together.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.people.bodies import facts, rules
from eroba.kernel.people.bodies.models import Body, Membership, Seat, Term

ONE_DAY = dt.timedelta(days=1)
MOST_SEATS = 200


@dataclass(frozen=True, kw_only=True)
class BodyDraft:
    """What is written down when a body is founded."""

    code: str
    kind: str
    name_ka: str
    name_en: str = ""
    basis_ka: str
    basis_en: str = ""
    founded_on: dt.date
    seats_source: str = ""
    seats_verified: bool = False
    is_invented: bool = False


@dataclass(frozen=True, kw_only=True)
class SeatDraft:
    """A seat before it has its number."""

    kind: str
    settlement_id: Any = None
    constituency_ka: str = ""
    constituency_en: str = ""


@dataclass(frozen=True, kw_only=True)
class Member:
    """Who takes a seat, as it stands in public."""

    name_ka: str
    name_en: str = ""
    party_ka: str = ""
    party_en: str = ""
    person: Any = None


@action(may=rules.may_keep_bodies)
def found_body(by: Actor, *, draft: BodyDraft, seats: Sequence[SeatDraft]) -> Done[Body]:
    """Founds a body with its numbered seats."""
    if not 1 <= len(seats) <= MOST_SEATS:
        raise BadInput(_("A body has at least one and at most %(most)s seats.") % {"most": MOST_SEATS})
    if Body.objects.filter(code=draft.code).exists():
        raise Refusal(_("There is a body with this word in its address already."))
    body = Body(**vars(draft))
    _save_checked(body)
    for number, seat in enumerate(seats, 1):
        _save_checked(Seat(body=body, number=number, **vars(seat)))
    founded = facts.BodyFounded(None, body.pk, seats=len(seats), founded_on=body.founded_on)
    after = {"code": body.code, "seats": len(seats), "founded_on": body.founded_on}
    return Done(body, subject=body, after=after, facts=[founded])


@action(may=rules.may_keep_bodies)
def add_seat(by: Actor, *, body: Body, seat: SeatDraft) -> Done[Seat]:
    """Adds one seat to a body; it gets the next number."""
    body = _lock(body)
    number = (body.seats.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST_SEATS:
        raise BadInput(_("A body has at least one and at most %(most)s seats.") % {"most": MOST_SEATS})
    added = Seat(body=body, number=number, **vars(seat))
    _save_checked(added)
    told = facts.SeatAdded(None, body.pk, number=number)
    return Done(added, subject=body, after={"seat": number, "kind": seat.kind}, facts=[told])


@action(may=rules.may_keep_bodies)
def begin_term(
    by: Actor,
    *,
    body: Body,
    from_on: dt.date,
    until_on: dt.date | None = None,
    basis_ka: str,
    basis_en: str = "",
) -> Done[Term]:
    """Begins a term of a body; the open term before it ends on the day before."""
    body, told = _lock(body), []
    if from_on < body.founded_on:
        raise BadInput(_("A term cannot begin before the body was founded."))
    running = body.terms.filter(until_on__isnull=True, from_on__lt=from_on).first()
    if running is not None:
        told += _end_term(running, from_on - ONE_DAY)
    met = body.terms.filter(Q(until_on__isnull=True) | Q(until_on__gte=from_on))
    if met.filter(Q(from_on__lte=until_on) if until_on else Q()).exists():
        raise Refusal(_("Another term of this body runs in these days."))
    number = (body.terms.aggregate(last=Max("number"))["last"] or 0) + 1
    term = Term(
        body=body, number=number, from_on=from_on, until_on=until_on, basis_ka=basis_ka, basis_en=basis_en
    )
    _save_checked(term)
    told.append(facts.TermBegan(None, body.pk, from_on=from_on))
    return Done(term, subject=body, after={"term": number, "from_on": from_on}, facts=told)


@action(may=rules.may_keep_bodies)
def end_term(by: Actor, *, term: Term, until_on: dt.date) -> Done[Term]:
    """Gives a term its last day; whoever still sits then leaves with it."""
    body = _lock(term.body)
    term = body.terms.get(pk=term.pk)
    if term.until_on is not None and until_on > term.until_on:
        raise Refusal(_("This term already has an earlier last day."))
    told = _end_term(term, until_on)
    return Done(term, subject=body, after={"term": term.number, "until_on": until_on}, facts=told)


@action(may=rules.may_keep_bodies)
def seat_member(by: Actor, *, seat: Seat, term: Term, member: Member, from_on: dt.date) -> Done[Membership]:
    """Seats somebody from a day of the term on, if the seat is free from then on."""
    body = _lock(seat.body)
    term = Term.objects.get(pk=term.pk)
    if term.body_id != body.pk:
        raise BadInput(_("This term belongs to another body."))
    if from_on < term.from_on or (term.until_on is not None and from_on > term.until_on):
        raise BadInput(_("The first day must lie within the term."))
    sitting = seat.memberships.filter(Q(until_on__isnull=True) | Q(until_on__gte=from_on))
    later = Q(from_on__lte=term.until_on) if term.until_on else Q()
    if sitting.filter(later).exists():
        raise Refusal(_("Somebody else holds this seat then. End that membership first."))
    held = Membership(
        seat=seat, term=term, from_on=from_on, until_on=term.until_on,
        end_reason=Membership.End.TERM if term.until_on else "", **vars(member),
    )  # fmt: skip
    _save_checked(held)
    told = facts.MemberSeated(None, body.pk, number=seat.number, from_on=from_on)
    after = {"seat": seat.number, "term": term.number, "membership": held.pk, "from_on": from_on}
    return Done(held, subject=body, after=after, facts=[told])


@action(may=rules.may_keep_bodies)
def unseat_member(by: Actor, *, membership: Membership, until_on: dt.date, reason: str) -> Done[Membership]:
    """Ends a membership with its last day and the reason; it stays in the history."""
    body = _lock(membership.seat.body)
    held = Membership.objects.select_related("seat", "term").get(pk=membership.pk)
    if reason not in Membership.End.values:
        raise BadInput(_("Say why the membership ends."))
    if until_on < held.from_on:
        raise BadInput(_("A membership cannot end before it began."))
    if held.until_on is not None and until_on > held.until_on:
        raise Refusal(_("This membership already has an earlier last day."))
    held.until_on, held.end_reason = until_on, reason
    held.save(update_fields=["until_on", "end_reason"])
    told = facts.MemberLeft(None, body.pk, number=held.seat.number, until_on=until_on)
    after = {"seat": held.seat.number, "membership": held.pk, "until_on": until_on, "reason": reason}
    return Done(held, subject=body, after=after, facts=[told])


def _lock(body: Body) -> Body:
    return Body.objects.select_for_update().get(pk=body.pk)


def _end_term(term: Term, until_on: dt.date) -> list[Fact]:
    """Writes the last day of a term and of those who still sit then."""
    if until_on < term.from_on:
        raise BadInput(_("A term cannot end before it began."))
    if term.memberships.filter(from_on__gt=until_on).exists():
        raise Refusal(_("Somebody takes a seat in this term after that day."))
    still = term.memberships.filter(Q(until_on__isnull=True) | Q(until_on__gt=until_on))
    still.update(until_on=until_on, end_reason=Membership.End.TERM)
    term.until_on = until_on
    term.save(update_fields=["until_on"])
    return [facts.TermEnded(None, term.body_id, until_on=until_on)]


def _save_checked(row: models.Model) -> None:
    try:
        row.clean_fields(exclude=["municipality", "body", "seat", "term", "person", "settlement"])
    except ValidationError as problem:
        raise BadInput(" ".join(problem.messages)) from problem
    row.save(force_insert=True)
