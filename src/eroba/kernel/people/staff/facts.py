"""What happens to the staff beyond single posts, as sentences."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class OfficialInvited(Fact):
    """Somebody with a new post has never signed in; an e-mail says how."""

    name = "official.invited"
    sentence = _("An official was invited to sign in.")
    shown_to = "staff"

    appointment_id: UUID


@dataclass(frozen=True)
class OfficialRenamed(Fact):
    """An official's name is written differently from now on."""

    name = "official.renamed"
    sentence = _("The name of an official was corrected.")
    shown_to = "staff"

    appointment_id: UUID


@dataclass(frozen=True)
class UnitFounded(Fact):
    """The town hall has one unit more."""

    name = "unit.founded"
    sentence = _("A unit of the town hall was founded.")
    shown_to = "staff"

    unit_id: UUID


ALL_FACTS = (OfficialInvited, OfficialRenamed, UnitFounded)
