"""The day of one official: which applications wait for them, what is the next step, what the rule says of each.

A few applications only, with their facts; the questions to the database stay the same for one and for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from eroba.capabilities.services.definition.flow import Stage, Transition
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.published import definitions_of
from eroba.capabilities.services.queries.case_facts import CaseFacts, facts_of
from eroba.capabilities.services.queries.cases import whole_cases, with_grants
from eroba.capabilities.services.queries.opinions import MissingOpinion, missing_opinions
from eroba.capabilities.services.rules_standing_in import held_by_whom_one_stands_in_for
from eroba.kernel.actions import Actor

MOST_SHOWN = 8
WaitsFor = Case.WaitsFor


@dataclass(frozen=True)
class CaseToday:
    """One application with the next step an official can take and, where facts are weighed, what follows from them."""

    case: Case
    stage: Stage | None
    way: Transition | None
    facts: CaseFacts | None
    missing: Sequence[MissingOpinion] = ()

    @property
    def is_ready(self) -> bool:
        """Whether a decision can be proposed now: nothing is missing and the rule has spoken."""
        return self.facts is not None and self.facts.ruling is not None

    @property
    def waits_for_approval(self) -> bool:
        """Whether somebody proposed a decision that this official may approve."""
        return self.way is not None and self.way.code == "approve_decision"


def cases_for_today(by: Actor, approval_stages: Sequence[str]) -> list[CaseToday]:
    """What this official does next, the nearest deadline first: their own, and what waits for their approval."""
    mine = Q(assigned_to=by.account_id) | held_by_whom_one_stands_in_for(by.account_id)
    if by.has_role("head"):
        mine |= Q(stage__in=approval_stages)
    return _with_facts(by, _waiting().filter(mine)[:MOST_SHOWN])


def free_cases(*, besides: Sequence[CaseToday]) -> list[Case]:
    """What nobody has taken yet, the nearest deadline first, besides what the page shows already."""
    known = {one.case.pk for one in besides}
    found = _waiting().filter(assigned_to__isnull=True)[: MOST_SHOWN + len(known)]
    return [case for case in found if case.pk not in known][:MOST_SHOWN]


def _waiting() -> QuerySet[Case]:
    waiting = whole_cases().filter(waits_for__in=[WaitsFor.TOWN, WaitsFor.REGISTERS])
    return waiting.order_by("due_on", "id")


def _with_facts(by: Actor, cases: QuerySet[Case]) -> list[CaseToday]:
    found = list(with_grants(cases).prefetch_related("source_answers", "opinions"))
    said = definitions_of([case.version for case in found])
    shown = []
    for case in found:
        stage = said[case.version_id].flow.stage(case.stage)
        ways = stage.transitions if stage else ()
        way = next((one for one in ways if by.has_role(*one.by)), None)
        is_assessed = stage is not None and stage.transition("propose_decision") is not None
        facts = facts_of(case) if is_assessed else None
        shown.append(CaseToday(case, stage, way, facts, missing_opinions(case, facts) if facts else ()))
    return shown
