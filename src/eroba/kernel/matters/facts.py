"""What can happen to a matter as such: it is tied to another one, or no longer."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class MatterTied(Fact):
    """An official tied a matter to another; its number is a number the staff know."""

    name = "matter.tied"
    sentence = _("An official tied this matter to {number}.")
    shown_to = "staff"

    number: str
    relation: str


@dataclass(frozen=True)
class MatterUntied(Fact):
    """An official took a tie between two matters away."""

    name = "matter.untied"
    sentence = _("An official took away the tie to {number}.")
    shown_to = "staff"

    number: str
    relation: str
