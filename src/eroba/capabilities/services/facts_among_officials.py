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


FACTS_AMONG_OFFICIALS = (OpinionAsked, OpinionGiven, OpinionDropped, OpinionLate)
