"""What can happen to a letter."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class LetterIssued(Fact):
    """The town issued a letter."""

    name = "letter.issued"
    sentence = _("A letter was issued: {title}.")
    shown_to = "parties"

    title: str
    code: str
    issued_on: dt.date


@dataclass(frozen=True)
class LetterWithdrawn(Fact):
    """The town withdrew a letter; it counts no longer."""

    name = "letter.withdrawn"
    sentence = _("The letter “{title}” was withdrawn: {because}")
    shown_to = "parties"

    title: str
    code: str
    because: str
