"""What can happen to a look-up of a case, as sentences for its timeline."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.titles import register_title
from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class AboutALookUp(Fact):
    """A fact that names its register in the reader's language."""

    look_up_id: UUID
    register: str

    def words(self) -> str:
        """Gives the sentence in the language being read."""
        return str(self.sentence).format(register=register_title(self.register))


@dataclass(frozen=True)
class LookUpAnswered(AboutALookUp):
    """The register told what it knows; whoever waited can go on."""

    name = "lookup.answered"
    sentence = _("We fetched the papers from the register “{register}” for you.")


@dataclass(frozen=True)
class LookUpFoundNothing(AboutALookUp):
    """The register answered that it has no entry; whoever waited can go on."""

    name = "lookup.found_nothing"
    sentence = _("We asked the register “{register}”; it has no entry.")


@dataclass(frozen=True)
class LookUpUnavailable(AboutALookUp):
    """The register gave no usable answer; the question stays open and is asked again."""

    name = "lookup.unavailable"
    sentence = _("The register “{register}” could not answer. We will ask again by ourselves.")


@dataclass(frozen=True)
class LookUpGivenUp(AboutALookUp):
    """The register has not answered for two weeks; a person must decide what to do."""

    name = "lookup.given_up"
    sentence = _("The register “{register}” has not answered for two weeks. Please ask for the paper itself.")
    shown_to = "staff"


@dataclass(frozen=True)
class AboutARegister(Fact):
    """A fact about the town's own line to a register."""

    register: str

    shown_to = "staff"

    def words(self) -> str:
        """Gives the sentence in the language being read."""
        return str(self.sentence).format(register=register_title(self.register))


@dataclass(frozen=True)
class RegisterConnected(AboutARegister):
    """The town asks a register over a line that was set or switched on now."""

    name = "register.connected"
    sentence = _("The town hall was connected to the register “{register}”.")


@dataclass(frozen=True)
class RegisterSwitchedOff(AboutARegister):
    """The town does not ask a register for the time being."""

    name = "register.switched_off"
    sentence = _("The town hall stopped asking the register “{register}”.")


@dataclass(frozen=True)
class ConsentAgreed(AboutARegister):
    """A person agreed to being asked about; who it was stands in the row, not here."""

    name = "consent.agreed"
    sentence = _("Somebody agreed to being asked about in the register “{register}”.")


@dataclass(frozen=True)
class ConsentDeclined(AboutARegister):
    """A person does not want to be asked about in a private register."""

    name = "consent.declined"
    sentence = _("Somebody declined to be asked about in the register “{register}”.")


@dataclass(frozen=True)
class ConsentWithdrawn(AboutARegister):
    """A person took their consent back; nothing is asked from now on."""

    name = "consent.withdrawn"
    sentence = _("Somebody took back the consent to be asked about in the register “{register}”.")


@dataclass(frozen=True)
class LookQuestionAsked(AboutALookUp):
    """A person asks what a look at their data was for; the town hall has a period to answer."""

    name = "look_question.asked"
    sentence = _("You asked about a look in the register “{register}”.")


@dataclass(frozen=True)
class LookQuestionAnswered(AboutALookUp):
    """The town hall said what a look was for."""

    name = "look_question.answered"
    sentence = _("We answered your question about a look in the register “{register}”.")


@dataclass(frozen=True)
class DisclosureDelayed(Fact):
    """By an order, looks of a case are shown later; read only by the staff until then."""

    name = "disclosure.delayed"
    sentence = _("By an order, the looks of this case are shown to the person only after {until_on}.")
    shown_to = "staff"

    delay_id: UUID
    until_on: dt.date


@dataclass(frozen=True)
class LooksDisclosed(Fact):
    """What an order kept back is shown to the person from now on."""

    name = "disclosure.made"
    sentence = _("Looks at your data that an order kept back are shown to you now.")

    delay_id: UUID


@dataclass(frozen=True)
class CopyTaken(AboutARegister):
    """A file of a register took the place of the last one."""

    name = "copy.taken"
    sentence = _("A new file of the register “{register}” is in use.")


@dataclass(frozen=True)
class CopyRefused(AboutARegister):
    """A file of a register has wrong lines; the last good one stays in use."""

    name = "copy.refused"
    sentence = _("A file of the register “{register}” was refused; the last good one stays in use.")


LOOK_UP_FACTS = (LookUpAnswered, LookUpFoundNothing, LookUpUnavailable, LookUpGivenUp)
REGISTER_FACTS = (RegisterConnected, RegisterSwitchedOff, CopyTaken, CopyRefused)
CONSENT_FACTS = (ConsentAgreed, ConsentDeclined, ConsentWithdrawn)
DISCLOSURE_FACTS = (LookQuestionAsked, LookQuestionAnswered, DisclosureDelayed, LooksDisclosed)
