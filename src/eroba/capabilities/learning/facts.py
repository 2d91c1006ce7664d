"""What can happen in the training of the staff, as sentences for the town hall."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class TrainingCopyMade(Fact):
    """A training copy was made, or made anew."""

    name = "training.copy_made"
    sentence = _("The training copy stands at its beginning.")
    shown_to = "staff"


@dataclass(frozen=True)
class PracticeBegun(Fact):
    """An official began a practice case."""

    name = "practice.begun"
    sentence = _("A practice case was begun.")
    shown_to = "staff"


@dataclass(frozen=True)
class PracticeFinished(Fact):
    """An official finished a practice case with everything right."""

    name = "practice.finished"
    sentence = _("A practice case was finished.")
    shown_to = "staff"
