"""What can happen to a proposal of a service, as sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class StudyProposed(Fact):
    """Somebody proposed a service."""

    name = "study.proposed"
    sentence = _("A new service was proposed.")


@dataclass(frozen=True)
class StudyTakenUp(Fact):
    """The town hall began to study it; from here on everybody reads it."""

    name = "study.taken_up"
    sentence = _("The town hall began to study the proposal.")
    shown_to = "public"


@dataclass(frozen=True)
class StudyFiguresChanged(Fact):
    """Counts, proofs or costs were written down."""

    name = "study.figures_changed"
    sentence = _("New figures were written down.")
    shown_to = "public"


@dataclass(frozen=True)
class StudyToBuild(Fact):
    """It was decided to build the service."""

    name = "study.to_build"
    sentence = _("The town hall decided to build the service.")
    shown_to = "public"


@dataclass(frozen=True)
class StudyNotNow(Fact):
    """It was decided not to build the service now."""

    name = "study.not_now"
    sentence = _("The town hall decided not to build the service now; the reason is public.")
    shown_to = "public"


@dataclass(frozen=True)
class StudyBuilt(Fact):
    """The service that came of it is there."""

    name = "study.built"
    sentence = _("The service that came of it is there: {number}.")
    shown_to = "public"

    number: str


ALL_FACTS = (StudyProposed, StudyTakenUp, StudyFiguresChanged, StudyToBuild, StudyNotNow, StudyBuilt)
