"""What happens to representations, as sentences. Nobody's name stands in a fact."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class RepresentationAsked(Fact):
    """Somebody asked to act for another, or offered trust."""

    name = "representation.asked"
    sentence = _("Somebody asked that one person may act for another.")

    representation_id: UUID


@dataclass(frozen=True)
class RepresentationConfirmed(Fact):
    """From now on one person may act for another."""

    name = "representation.confirmed"
    sentence = _("It was confirmed that one person may act for another from {from_on} on.")

    representation_id: UUID
    from_on: dt.date


@dataclass(frozen=True)
class RepresentationRefused(Fact):
    """An official did not confirm a representation."""

    name = "representation.refused"
    sentence = _("It was not confirmed that one person may act for another.")

    representation_id: UUID


@dataclass(frozen=True)
class RepresentationEnded(Fact):
    """One person no longer acts for another."""

    name = "representation.ended"
    sentence = _("One person no longer acts for another.")

    representation_id: UUID
    reason: str


ALL_FACTS = (RepresentationAsked, RepresentationConfirmed, RepresentationRefused, RepresentationEnded)
