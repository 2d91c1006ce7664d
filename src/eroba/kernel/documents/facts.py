"""What can happen to a letter and to a paper."""

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
    """The town withdrew a letter; it counts no longer. The reason stays with the letter, for officials."""

    name = "letter.withdrawn"
    sentence = _("The letter of {issued_on} was withdrawn; it counts no longer.")
    shown_to = "parties"

    code: str
    issued_on: dt.date


@dataclass(frozen=True)
class PaperReplaced(Fact):
    """A paper has a newer version, or an earlier one is shown again. The reason stays with the version."""

    name = "paper.replaced"
    sentence = _("A paper has a new version, number {number}.")
    shown_to = "staff"

    number: int


@dataclass(frozen=True)
class PaperRedacted(Fact):
    """Words in a paper were blackened; the version before stays for those who may see it, with the reason."""

    name = "paper.redacted"
    sentence = _("Places in a paper were blackened: {places}.")
    shown_to = "staff"

    places: int
