"""The steps an official can take with a case: their words, their forms, and whether the rules allow them now."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import rules
from eroba.capabilities.services.forms import writing
from eroba.capabilities.services.models import Appeal, Case, Decision
from eroba.capabilities.services.rules_engine import Ruling
from eroba.kernel.actions import Actor, Verdict
from eroba.kernel.ui.forms import HouseForm


@dataclass(frozen=True)
class Situation:
    """A case as an official stands before it."""

    by: Actor
    case: Case
    ruling: Ruling | None = None
    decision: Decision | None = None
    appeal: Appeal | None = None


@dataclass(frozen=True)
class PossibleStep:
    """One step: the code in its address, its words, its form, and the rule that is asked."""

    code: str
    title: str | Promise
    form: type[HouseForm]
    may: Callable[[Situation], Verdict | bool]
    kind: str = "secondary"
    has_files: bool = False


def _may_propose(now: Situation) -> Verdict | bool:
    return now.ruling is not None and rules.may_propose_decision(now.by, now.case)


def _may_approve(now: Situation) -> Verdict | bool:
    return now.decision is not None and rules.may_approve_decision(now.by, now.case, now.decision)


def _may_decide_appeal(now: Situation) -> Verdict | bool:
    return now.appeal is not None and rules.may_decide_appeal(now.by, now.case, now.appeal, "upheld")


STEPS = (
    PossibleStep(
        "accept",
        _("It is complete"),
        writing.SeenForm,
        lambda now: rules.may_accept_as_complete(now.by, now.case),
        "primary",
    ),
    PossibleStep(
        "finish",
        _("Go on without the registers"),
        writing.SeenForm,
        lambda now: rules.may_finish_look_ups(now.by, now.case),
    ),
    PossibleStep("propose", _("Propose this decision"), writing.ProposalForm, _may_propose, "primary"),
    PossibleStep("approve", _("Approve the decision"), writing.SeenForm, _may_approve, "primary"),
    PossibleStep(
        "return",
        _("Send back for another look"),
        writing.ReturnForm,
        lambda now: rules.may_return_proposal(now.by, now.case),
    ),
    PossibleStep(
        "ask-paper",
        _("Ask for a paper"),
        writing.PaperRequestForm,
        lambda now: rules.may_request_missing_paper(now.by, now.case),
    ),
    PossibleStep(
        "bring-paper",
        _("Take in the paper"),
        writing.PapersForm,
        lambda now: rules.may_supply_missing_paper(now.by, now.case),
        has_files=True,
    ),
    PossibleStep(
        "leave",
        _("Leave unexamined"),
        writing.SeenForm,
        lambda now: rules.may_leave_unexamined(now.by, now.case),
        "warning",
    ),
    PossibleStep(
        "decide-appeal", _("Decide the appeal"), writing.AppealDecisionForm, _may_decide_appeal, "primary"
    ),
)
