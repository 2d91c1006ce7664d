"""What can happen in a participatory round, as sentences. None of them names a voter."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class RoundOpened(Fact):
    """A round was announced."""

    name = "round.opened"
    sentence = _("The participatory round was announced.")
    shown_to = "public"


@dataclass(frozen=True)
class RoundChanged(Fact):
    """Its rules, money or calendar were changed before voting."""

    name = "round.changed"
    sentence = _("The rules, the money or the calendar of the round were changed, before voting.")
    shown_to = "public"


@dataclass(frozen=True)
class RoundCalledOff(Fact):
    """It was called off."""

    name = "round.called_off"
    sentence = _("The round was called off. The reason stands on its page.")
    shown_to = "public"


@dataclass(frozen=True)
class OrderDrawn(Fact):
    """The order on the ballot was drawn by lot."""

    name = "round.order_drawn"
    sentence = _("The order of {count} projects on the ballot was drawn by lot, with the seed {seed}.")
    shown_to = "public"
    count: int
    seed: str


@dataclass(frozen=True)
class VotingOpened(Fact):
    """Voting opened under frozen rules."""

    name = "round.voting_opened"
    sentence = _("Voting opened. The rules are frozen under {rules_hash}; the last day is {until_on}.")
    shown_to = "public"
    rules_hash: str
    until_on: dt.date


@dataclass(frozen=True)
class CodesPrinted(Fact):
    """Codes were printed for those who vote without an account."""

    name = "round.codes_printed"
    sentence = _("{count} voting codes were printed.")
    shown_to = "public"
    count: int


@dataclass(frozen=True)
class VotingClosed(Fact):
    """Voting ended and the box was sealed."""

    name = "round.voting_closed"
    sentence = _("Voting ended with {count} ballots, sealed under {root}.")
    shown_to = "public"
    count: int
    root: str


@dataclass(frozen=True)
class RoundCounted(Fact):
    """The result is there."""

    name = "round.counted"
    sentence = _("The ballots were counted: {winners} projects won.")
    shown_to = "public"
    winners: int


@dataclass(frozen=True)
class VoterKeyDestroyed(Fact):
    """Nobody can tell any more who voted."""

    name = "round.key_destroyed"
    sentence = _("The key to the marks of voters was destroyed: nobody can tell any more who voted.")
    shown_to = "public"


@dataclass(frozen=True)
class ProjectProposed(Fact):
    """A resident proposed it."""

    name = "project.proposed"
    sentence = _("A resident proposed the project.")
    shown_to = "public"


@dataclass(frozen=True)
class ProjectChecked(Fact):
    """A unit said what it found out."""

    name = "project.checked"
    sentence = _("The town hall said what it found out about the project.")
    shown_to = "public"


@dataclass(frozen=True)
class ProjectAnswered(Fact):
    """Its author answered."""

    name = "project.answered"
    sentence = _("The author answered the town hall.")
    shown_to = "public"


@dataclass(frozen=True)
class ProjectGrouped(Fact):
    """It was said which others it excludes."""

    name = "project.grouped"
    sentence = _("Of the projects of the group “{group}” one at most will be carried out.")
    shown_to = "public"
    group: str


@dataclass(frozen=True)
class MergerOffered(Fact):
    """It was offered to become one with another."""

    name = "project.merger_offered"
    sentence = _("The town hall proposes to merge the project with {other}. Both authors have to agree.")
    shown_to = "public"
    other: str


@dataclass(frozen=True)
class MergerDeclined(Fact):
    """An author said no."""

    name = "project.merger_declined"
    sentence = _("The merger did not come about: an author did not agree.")
    shown_to = "public"


@dataclass(frozen=True)
class ProjectMerged(Fact):
    """It became one with another."""

    name = "project.merged"
    sentence = _("The authors agreed: the project goes on as one with {other}.")
    shown_to = "public"
    other: str


@dataclass(frozen=True)
class ProjectWithdrawn(Fact):
    """It was taken back."""

    name = "project.withdrawn"
    sentence = _("The project was taken back.")
    shown_to = "public"


@dataclass(frozen=True)
class ProjectListed(Fact):
    """It got its number on the ballot."""

    name = "project.listed"
    sentence = _("The project stands on the ballot with the number {lot}.")
    shown_to = "public"
    lot: int


@dataclass(frozen=True)
class ProjectWon(Fact):
    """It won."""

    name = "project.won"
    sentence = _("The project won.")
    shown_to = "public"


@dataclass(frozen=True)
class ProjectLost(Fact):
    """It did not win."""

    name = "project.lost"
    sentence = _("The project did not win. Why stands on its page.")
    shown_to = "public"


@dataclass(frozen=True)
class ProjectBegun(Fact):
    """Carrying it out began."""

    name = "project.begun"
    sentence = _("The town hall promised to finish the project by {due_on}.")
    shown_to = "public"
    due_on: dt.date


@dataclass(frozen=True)
class MilestoneReached(Fact):
    """A step of carrying it out is done."""

    name = "project.milestone_reached"
    sentence = _("A step is done. Paid so far: {paid} lari.")
    shown_to = "public"
    paid: int


@dataclass(frozen=True)
class ProjectBuilt(Fact):
    """It is there."""

    name = "project.built"
    sentence = _("The project is finished.")
    shown_to = "public"


ALL_FACTS = (
    RoundOpened,
    RoundChanged,
    RoundCalledOff,
    OrderDrawn,
    VotingOpened,
    CodesPrinted,
    VotingClosed,
    RoundCounted,
    VoterKeyDestroyed,
    ProjectProposed,
    ProjectChecked,
    ProjectAnswered,
    ProjectGrouped,
    MergerOffered,
    MergerDeclined,
    ProjectMerged,
    ProjectWithdrawn,
    ProjectListed,
    ProjectWon,
    ProjectLost,
    ProjectBegun,
    MilestoneReached,
    ProjectBuilt,
)
