"""What can happen to a promise, as sentences. All of it is public, being late above all."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class UndertakingPromised(Fact):
    """A promise was made."""

    name = "undertaking.promised"
    sentence = _("It was promised in public for {due_on}.")
    shown_to = "public"

    due_on: dt.date


@dataclass(frozen=True)
class UndertakingArose(Fact):
    """A promise arose from another matter; told on that matter."""

    name = "undertaking.arose"
    sentence = _("A promise arose from this: {number}, for {due_on}.")
    shown_to = "public"

    number: str
    due_on: dt.date


@dataclass(frozen=True)
class UndertakingAnswered(Fact):
    """The town hall said how a promise stands."""

    name = "undertaking.answered"
    sentence = _("The town hall said how the promise stands.")
    shown_to = "public"


@dataclass(frozen=True)
class UndertakingPostponed(Fact):
    """A promise was put off, with a reason."""

    name = "undertaking.postponed"
    sentence = _("The promise was put off from {due_before} to {due_on}; the reason is public.")
    shown_to = "public"

    due_before: dt.date
    due_on: dt.date


@dataclass(frozen=True)
class UndertakingDueSoon(Fact):
    """The promised day is near; whoever promised is reminded."""

    name = "undertaking.due_soon"
    sentence = _("The promised day is near: {due_on}.")
    shown_to = "staff"
    is_step = False

    due_on: dt.date


@dataclass(frozen=True)
class UndertakingLate(Fact):
    """The promised day passed."""

    name = "undertaking.late"
    sentence = _("The promise is late: it was due on {due_on}.")
    shown_to = "public"

    due_on: dt.date


@dataclass(frozen=True)
class UndertakingKept(Fact):
    """A promise was kept, with evidence."""

    name = "undertaking.kept"
    sentence = _("The promise was kept on {ended_on}; the evidence is public.")
    shown_to = "public"

    ended_on: dt.date
    due_on: dt.date


@dataclass(frozen=True)
class UndertakingBroken(Fact):
    """A promise will not be kept."""

    name = "undertaking.broken"
    sentence = _("The town hall said that the promise will not be kept; the reason is public.")
    shown_to = "public"


@dataclass(frozen=True)
class UndertakingReplaced(Fact):
    """Another promise took the place of this one."""

    name = "undertaking.replaced"
    sentence = _("Another promise took its place: {number}.")
    shown_to = "public"

    number: str


ALL_FACTS = (
    UndertakingPromised,
    UndertakingArose,
    UndertakingAnswered,
    UndertakingPostponed,
    UndertakingDueSoon,
    UndertakingLate,
    UndertakingKept,
    UndertakingBroken,
    UndertakingReplaced,
)
PUBLIC_FACTS = tuple(fact for fact in ALL_FACTS if fact.shown_to == "public" and fact is not UndertakingArose)
"""What happened to promises, for their feed; that one arose is told where it arose from, and as promised."""
