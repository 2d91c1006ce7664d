"""What can happen to a town as a whole."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class TownOpened(Fact):
    """A municipality has begun to use the platform."""

    name = "town.opened"
    sentence = _("The municipality opened its pages here.")
    shown_to = "public"


@dataclass(frozen=True)
class TownBegun(Fact):
    """A municipality has begun to get ready for the platform."""

    name = "town.begun"
    sentence = _("The municipality began to get ready.")
    shown_to = "staff"


@dataclass(frozen=True)
class TownDescribed(Fact):
    """A town changed its address, colour, crest or languages."""

    name = "town.described"
    sentence = _("The municipality changed how its pages present it.")
    shown_to = "staff"


@dataclass(frozen=True)
class CapabilitySwitched(Fact):
    """A town switched something it offers on or off."""

    name = "town.capability_switched"
    sentence = _("The municipality switched “{title}” on or off on its pages.")
    shown_to = "public"

    title_ka: str
    title_en: str

    def words(self) -> str:
        """The sentence with the title in the language being read."""
        title = self.title_en if get_language() == "en" else self.title_ka
        return str(self.sentence).format(title=title)


@dataclass(frozen=True)
class SettlementNamed(Fact):
    """A settlement was added to the town's list, or its name was mended."""

    name = "town.settlement_named"
    sentence = _("The list of settlements has a new or mended entry: {settlement}.")
    shown_to = "public"

    settlement: str
