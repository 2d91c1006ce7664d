"""What happens to applications in the archive, as sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.facts import ServiceFact


@dataclass(frozen=True)
class HeldBack(ServiceFact):
    """An application may not be destroyed for now."""

    name = "archive.held_back"
    sentence = _("It may not be destroyed for now.")
    shown_to = "staff"


@dataclass(frozen=True)
class LetGo(ServiceFact):
    """Nothing holds an application back any more."""

    name = "archive.let_go"
    sentence = _("Nothing holds it back from destruction any more.")
    shown_to = "staff"


@dataclass(frozen=True)
class DestructionProposed(ServiceFact):
    """An official put together what is to be destroyed."""

    name = "archive.destruction_proposed"
    sentence = _("A list of applications to be destroyed was put together: {count}.")
    shown_to = "staff"

    count: int


@dataclass(frozen=True)
class ContentDestroyed(ServiceFact):
    """The content of an application was destroyed; number, service, outcome and dates stay."""

    name = "archive.content_destroyed"
    sentence = _("The time to keep it was over: its content was destroyed.")
    shown_to = "staff"


ARCHIVE_FACTS = (HeldBack, LetGo, DestructionProposed, ContentDestroyed)
