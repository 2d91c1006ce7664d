"""What can happen to a petition, as sentences. None of them names a signer."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class PetitionSubmitted(Fact):
    """The initiators handed it in for the check before opening."""

    name = "petition.submitted"
    sentence = _("The petition was handed in; the town hall checks whether it can open.")


@dataclass(frozen=True)
class PetitionRefused(Fact):
    """It was not opened."""

    name = "petition.refused"
    sentence = _("The petition was not opened. The reason stands on its page.")
    shown_to = "public"


@dataclass(frozen=True)
class PetitionOpened(Fact):
    """Collecting began."""

    name = "petition.opened"
    sentence = _("The petition opened: {needed} signatures are needed by {closes_on}.")
    shown_to = "public"
    needed: int
    closes_on: dt.date


@dataclass(frozen=True)
class ThresholdReached(Fact):
    """As many signed as are needed; the check comes later."""

    name = "petition.threshold_reached"
    sentence = _("The petition has the {needed} signatures it needs, before their check.")
    shown_to = "public"
    needed: int


@dataclass(frozen=True)
class CollectingEnded(Fact):
    """The last day to sign passed."""

    name = "petition.collecting_ended"
    sentence = _("Collecting ended with {count} signatures; {needed} are needed.")
    shown_to = "public"
    count: int
    needed: int


@dataclass(frozen=True)
class CheckBegun(Fact):
    """The list of signatures was fixed and their check began."""

    name = "petition.check_begun"
    sentence = _("The check of {count} signatures began; their list is fixed under {list_root}.")
    shown_to = "public"
    count: int
    list_root: str


@dataclass(frozen=True)
class SeedPublished(Fact):
    """The seed of a sample was published, before the draw."""

    name = "petition.seed_published"
    sentence = _("The seed of the sample was published before the draw: {seed}")
    shown_to = "public"
    seed: str


@dataclass(frozen=True)
class CheckFinished(Fact):
    """The check of signatures has its result."""

    name = "petition.check_finished"
    sentence = _("The check found {valid} of {checked} signatures valid; {needed} are needed.")
    shown_to = "public"
    valid: int
    checked: int
    needed: int


@dataclass(frozen=True)
class PetitionRegistered(Fact):
    """Enough valid signatures: the town hall has to act."""

    name = "petition.registered"
    sentence = _("The threshold is confirmed. The petition goes to the council.")
    shown_to = "public"


@dataclass(frozen=True)
class PetitionFellShort(Fact):
    """Too few signatures."""

    name = "petition.fell_short"
    sentence = _("The petition did not reach its threshold.")
    shown_to = "public"


@dataclass(frozen=True)
class PetitionReferred(Fact):
    """It lies before the council."""

    name = "petition.referred"
    sentence = _("The petition was handed to the council.")
    shown_to = "public"


@dataclass(frozen=True)
class PetitionAnswered(Fact):
    """The town hall answered."""

    name = "petition.answered"
    sentence = _("The petition was answered.")
    shown_to = "public"


@dataclass(frozen=True)
class PetitionDecided(Fact):
    """The council decided."""

    name = "petition.decided"
    sentence = _("The council decided on the petition.")
    shown_to = "public"


@dataclass(frozen=True)
class PetitionWithdrawn(Fact):
    """Its initiators took it back."""

    name = "petition.withdrawn"
    sentence = _("The initiators took the petition back.")
    shown_to = "public"


@dataclass(frozen=True)
class PetitionEnded(Fact):
    """The council's term ended and with it the petition."""

    name = "petition.ended"
    sentence = _("The council’s term ended, and the petition with it.")
    shown_to = "public"


@dataclass(frozen=True)
class PetitionCarriedOver(Fact):
    """The council's term ended; the petition goes on to the next."""

    name = "petition.carried_over"
    sentence = _("The council’s term ended; the petition goes on to the next council.")
    shown_to = "public"


@dataclass(frozen=True)
class SignaturesStruck(Fact):
    """Signatures were struck out together."""

    name = "petition.signatures_struck"
    sentence = _("{count} signatures were struck out as not genuine.")
    shown_to = "public"
    count: int


@dataclass(frozen=True)
class StrikingUndone(Fact):
    """Signatures struck out together count again."""

    name = "petition.striking_undone"
    sentence = _("{count} signatures that had been struck out count again.")
    shown_to = "public"
    count: int


@dataclass(frozen=True)
class SheetClosed(Fact):
    """A paper sheet was entered whole."""

    name = "petition.sheet_closed"
    sentence = _("Sheet {sheet} was entered: {taken} lines taken, {problems} with a problem.")
    shown_to = "staff"
    sheet: int
    taken: int
    problems: int


@dataclass(frozen=True)
class KeyDestroyed(Fact):
    """Nobody can tell any more who signed."""

    name = "petition.key_destroyed"
    sentence = _("The key to the personal numbers was destroyed: nobody can tell any more who signed.")
    shown_to = "public"


ALL_FACTS = (
    PetitionSubmitted,
    PetitionRefused,
    PetitionOpened,
    ThresholdReached,
    CollectingEnded,
    CheckBegun,
    SeedPublished,
    CheckFinished,
    PetitionRegistered,
    PetitionFellShort,
    PetitionReferred,
    PetitionAnswered,
    PetitionDecided,
    PetitionWithdrawn,
    PetitionEnded,
    PetitionCarriedOver,
    SignaturesStruck,
    StrikingUndone,
    SheetClosed,
    KeyDestroyed,
)
PUBLIC_FACTS = tuple(fact for fact in ALL_FACTS if fact.shown_to == "public")
