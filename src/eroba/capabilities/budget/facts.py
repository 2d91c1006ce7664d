"""What can happen to a budget, as sentences."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class BudgetFiguresRead(Fact):
    """A file was read; an official looks at it before anybody else does."""

    name = "budget.figures_read"
    sentence = _("A file with figures was read; they wait to be accepted.")
    shown_to = "staff"


@dataclass(frozen=True)
class BudgetFiguresPublished(Fact):
    """Figures became public."""

    name = "budget.figures_published"
    sentence = _("Figures of the budget were published; they are of {announced_on}.")
    shown_to = "public"

    announced_on: dt.date


@dataclass(frozen=True)
class BudgetFiguresAnnouncedAgain(Fact):
    """Figures that were public already were announced again; the earlier ones stay readable."""

    name = "budget.figures_announced_again"
    sentence = _(
        "Figures of the budget were announced again, as of {announced_on}; the earlier ones stay readable."
    )
    shown_to = "public"

    announced_on: dt.date


@dataclass(frozen=True)
class BudgetFiguresDeclined(Fact):
    """Figures that were read did not become public."""

    name = "budget.figures_declined"
    sentence = _("The figures of a file were declined.")
    shown_to = "staff"


@dataclass(frozen=True)
class PrioritiesLaidOpen(Fact):
    """The draft of the priorities is open for the meetings."""

    name = "budget.priorities_laid_open"
    sentence = _("The draft of the priorities was laid open for the meetings.")
    shown_to = "public"


@dataclass(frozen=True)
class PrioritiesAdopted(Fact):
    """The council adopted the priorities."""

    name = "budget.priorities_adopted"
    sentence = _("The council adopted the priorities.")
    shown_to = "public"


@dataclass(frozen=True)
class RemarkRecorded(Fact):
    """A remark of a budget meeting was written down."""

    name = "budget.remark_recorded"
    sentence = _("A remark of the budget meeting of {met_on} was written down.")
    shown_to = "public"

    met_on: dt.date


@dataclass(frozen=True)
class RemarkAnswered(Fact):
    """The town hall answered a remark of a meeting."""

    name = "budget.remark_answered"
    sentence = _("The town hall answered the remark.")
    shown_to = "public"


@dataclass(frozen=True)
class IndicatorMeasured(Fact):
    """It was written down what an indicator of a programme came to."""

    name = "budget.indicator_measured"
    sentence = _("It was written down what an indicator of programme {code} came to in {year}.")
    shown_to = "public"

    code: str
    year: int


ALL_FACTS = (
    BudgetFiguresRead,
    BudgetFiguresPublished,
    BudgetFiguresAnnouncedAgain,
    BudgetFiguresDeclined,
    PrioritiesLaidOpen,
    PrioritiesAdopted,
    RemarkRecorded,
    RemarkAnswered,
    IndicatorMeasured,
)
PUBLIC_FACTS = tuple(fact for fact in ALL_FACTS if fact.shown_to == "public")
