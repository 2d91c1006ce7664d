"""What happens to bodies and their seats, as sentences. Names stand on the public page, never in a fact."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class BodyFounded(Fact):
    """A body exists from a day on."""

    name = "body.founded"
    sentence = _("A body with {seats} seats was founded on {founded_on}.")
    shown_to = "public"

    body_id: UUID
    seats: int
    founded_on: dt.date


@dataclass(frozen=True)
class SeatAdded(Fact):
    """A body has one seat more."""

    name = "body.seat_added"
    sentence = _("Seat {number} was added to a body.")
    shown_to = "public"

    body_id: UUID
    number: int


@dataclass(frozen=True)
class TermBegan(Fact):
    """A new term of a body begins; the one before ends the day before."""

    name = "term.began"
    sentence = _("A term of a body begins on {from_on}.")
    shown_to = "public"

    body_id: UUID
    from_on: dt.date


@dataclass(frozen=True)
class TermEnded(Fact):
    """A term has a last day, and with it every membership of the term."""

    name = "term.ended"
    sentence = _("A term of a body ends on {until_on}.")
    shown_to = "public"

    body_id: UUID
    until_on: dt.date


@dataclass(frozen=True)
class MemberSeated(Fact):
    """Somebody takes a seat."""

    name = "member.seated"
    sentence = _("Seat {number} of a body is taken from {from_on} on.")
    shown_to = "public"

    body_id: UUID
    number: int
    from_on: dt.date


@dataclass(frozen=True)
class MemberLeft(Fact):
    """Somebody leaves a seat."""

    name = "member.left"
    sentence = _("The last day of the member in seat {number} of a body is {until_on}.")
    shown_to = "public"

    body_id: UUID
    number: int
    until_on: dt.date


ALL_FACTS = (BodyFounded, SeatAdded, TermBegan, TermEnded, MemberSeated, MemberLeft)
