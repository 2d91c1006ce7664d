"""What officials do among themselves on an application, as sentences. Nothing of what they wrote stands in a fact."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.facts import ServiceFact, Words


@dataclass(frozen=True)
class OpinionAsked(ServiceFact):
    """Another unit was asked for its opinion."""

    name = "opinion.asked"
    sentence = _("We asked for an opinion: {unit}, until {due_on}.")

    opinion: UUID
    unit: Words
    due_on: dt.date


@dataclass(frozen=True)
class OpinionGiven(ServiceFact):
    """A unit gave its opinion."""

    name = "opinion.given"
    sentence = _("The opinion is there: {unit}.")

    opinion: UUID
    unit: Words


@dataclass(frozen=True)
class OpinionDropped(ServiceFact):
    """A question to a unit was taken back."""

    name = "opinion.dropped"
    sentence = _("An opinion is no longer needed: {unit}.")
    shown_to = "staff"

    opinion: UUID
    unit: Words


@dataclass(frozen=True)
class OpinionLate(ServiceFact):
    """A unit has not answered by its day."""

    name = "opinion.late"
    sentence = _("The opinion has not come in time: {unit}.")

    opinion: UUID
    unit: Words


@dataclass(frozen=True)
class SubstituteNamed(ServiceFact):
    """Somebody stands in for an official who is away."""

    name = "substitute.named"
    sentence = _("Somebody stands in for {away} from {from_on} until {until_on}.")
    shown_to = "staff"

    substitution: UUID
    away: str
    from_on: dt.date
    until_on: dt.date


@dataclass(frozen=True)
class CasesHandedOver(ServiceFact):
    """Cases were handed over to another official."""

    name = "cases.handed_over"
    sentence = _("Applications handed over to {to}: {count}.")
    shown_to = "staff"

    hand_over: UUID
    to: str
    count: int


@dataclass(frozen=True)
class CaseMoved(ServiceFact):
    """A running case goes on under another version of its service."""

    name = "application.version_changed"
    sentence = _("The application is handled by version {number} of the service from now on.")

    number: int


FACTS_AMONG_OFFICIALS = (
    OpinionAsked, OpinionGiven, OpinionDropped, OpinionLate, SubstituteNamed, CasesHandedOver, CaseMoved,
)  # fmt: skip
