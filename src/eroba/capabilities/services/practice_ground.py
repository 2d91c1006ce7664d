"""What services bring to a training copy: the town's services, the beginnings of practice cases, how a case stands."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from eroba.capabilities.services.actions.practising import copy_services, prepare_practice_case
from eroba.capabilities.services.models import Case, Service
from eroba.kernel.actions import system_actor
from eroba.kernel.people.models import Account
from eroba.kernel.registry import PracticeStart
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_municipality, scope

PRACTICES = Path(__file__).resolve().parent / "practice"
CASE = "services.case"


def furnish_training(town: Municipality) -> None:
    """Publish in the training copy what the town offers, with the town's own amounts and acts."""
    with scope(town):
        offered = list(Service.objects.select_related("current").filter(is_enabled=True))
    copy_services(system_actor("training"), offered=offered)


def start_case(trainee: Account, said: Mapping[str, Any]) -> PracticeStart:
    """An application as the practice case begins."""
    case = prepare_practice_case(system_actor("training"), said=said, trainee=trainee)
    number = case.matter.number
    address = f"/{current_municipality().slug}/desk/services/{number}/"
    return PracticeStart(subject_id=case.matter_id, number=number, address=address)


def state_of_case(subject_id: UUID) -> dict[str, Any]:
    """How a case stands now, in plain values that a check can be written about."""
    case = Case.objects.select_related("open_request").get(matter_id=subject_id)
    decision = case.decisions.order_by("-proposed_at").first()
    reasons = decision.reasons() if decision else {}
    findings = case.source_answers.filter(source="official")
    for one in findings:
        one.case = case
    return {
        "stage": case.stage,
        "outcome": case.outcome,
        "assigned_to": str(case.assigned_to_id or ""),
        "notes": [case.opened(note.text_locked) for note in case.notes.all()],
        "asked": {
            "title": case.open_request.title if case.open_request else "",
            "reason": case.opened(case.open_request.reason_locked) if case.open_request else "",
        },
        "findings": {one.code: one.values() for one in findings},
        "decision": {
            "state": decision.state if decision else "",
            "outcome": decision.outcome if decision else "",
            "rule": decision.rule_code if decision else "",
            "added": reasons.get("added", ""),
            "returned": reasons.get("returned", ""),
        },
    }
