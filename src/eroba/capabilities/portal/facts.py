"""What can happen to a town as a whole."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class TownOpened(Fact):
    """A municipality has begun to use the platform."""

    name = "town.opened"
    sentence = _("The municipality opened its pages here.")
    shown_to = "public"
