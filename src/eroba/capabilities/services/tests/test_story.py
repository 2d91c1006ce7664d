"""The whole way: a resident applies, a clerk and a head decide, a sealed letter goes out, an appeal comes."""

import datetime as dt

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Decision
from eroba.capabilities.services.tests.people import ToldRegisters, apply, fresh, monday
from eroba.kernel.base.clock import at
from eroba.kernel.matters.queries import timeline
from eroba.kernel.outbox.deliver import deliver_due

pytestmark = pytest.mark.django_db


def deliver_all() -> None:
    """Let the worker do everything that is due."""
    while deliver_due():
        pass


def test_from_application_to_decision_and_appeal(
    service, answers, registers: ToldRegisters, applicant, clerk, head
):
    with at(monday()):
        case = apply(applicant, service, answers)
        assert case.matter.number == "OZU-2026-SOC-00001"
        assert case.due_on == dt.date(2026, 11, 19)
        actions.accept_as_complete(clerk, case=case, edition=case.edition)
        deliver_all()
    case = fresh(case)
    assert case.stage == "assessment"
    assert {register for register, _number in registers.asked} == {"civil", "social"}
    assert {number for _register, number in registers.asked} == {case.matter.number}

    with at(monday() + dt.timedelta(days=1)):
        actions.record_finding(clerk, case=case, edition=case.edition, fact_code="paper_confirms", value=True)
        case = fresh(case)
        decision = actions.propose_decision(clerk, case=case, edition=case.edition)
        assert (decision.outcome, decision.rule_code, str(decision.amount)) == ("granted", "SOC-4", "500.00")
        case = fresh(case)
        actions.approve_decision(head, case=case, decision=decision, edition=case.edition)
        deliver_all()
    case = fresh(case)
    assert (case.stage, case.outcome) == ("decided", "granted")
    decision = Decision.objects.get(case=case)
    assert decision.state == Decision.State.DELIVERED
    assert [paper.letter.language for paper in case.papers.all() if paper.letter] == ["ka"]

    with at(monday() + dt.timedelta(days=5)):
        appeal = actions.lodge_appeal(applicant, case=case, edition=case.edition, text="თანხა არ მყოფნის.")
        deliver_all()
    assert appeal.decision == decision
    words = [entry.words for entry in timeline(case.matter, audience="parties")]
    assert any("complete" in sentence or "სრულია" in sentence for sentence in words)
