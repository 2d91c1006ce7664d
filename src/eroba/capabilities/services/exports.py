"""What services hold about one person, for their copy of everything; and what goes when they are erased."""

from typing import Any

from eroba.capabilities.services.models import Case, Draft, Fee
from eroba.capabilities.services.queries.fees import fees_of
from eroba.capabilities.services.queries.visits import visits_of
from eroba.kernel.people.models import Person


def holdings_about(person: Person) -> dict[str, Any]:
    """Every application and draft of a person, with what they answered, what registers said and what was decided."""
    cases = (
        Case.objects.filter(person=person)
        .select_related("matter", "service", "merged_into__matter")
        .order_by("received_at")
    )
    drafts = Draft.objects.filter(person=person).select_related("service")
    return {
        "visits": [
            {
                "number": visit.matter.number,
                "place": visit.counter.name_ka,
                "starts_at": visit.starts_at,
                "state": visit.state,
                "booked_by": visit.booked_by,
                "about": visit.case.matter.number if visit.case else "",
            }
            for visit in visits_of(person)
        ],
        "applications": [_case(case) for case in cases],
        "drafts": [
            {"service": draft.service.title_ka, "saved_at": draft.saved_at, "answers": draft.answers}
            for draft in drafts
        ],
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "number": case.matter.number,
        "service": case.service.title_ka,
        "received_at": case.received_at,
        "stage": case.stage,
        "outcome": case.outcome,
        "handled_together_with": case.merged_into.matter.number if case.merged_into else "",
        "answers": case.answers,
        "sources": [
            {"source": one.code, "asked_at": one.asked_at, "values": one.values()}
            for one in case.source_answers.all()
        ],
        "decisions": [
            {
                "state": one.state,
                "outcome": one.outcome,
                "amount": one.amount,
                "rule": one.rule_code,
                "basis": one.basis_ka,
                "reasons": one.reasons(),
            }
            for one in case.decisions.all()
        ],
        "opinions": [
            {
                "unit": one.unit.name_ka,
                "state": one.state,
                "question": case.opened(one.note.text_locked),
                "answer": case.opened(one.answer_locked),
            }
            for one in case.opinions.select_related("unit", "note")
        ],
        "payments": [_payment(fee) for fee in fees_of(case)],
        "papers": [{"name": paper.name, "added_at": paper.added_at} for paper in case.papers.all()],
    }


def _payment(fee: Fee) -> dict[str, Any]:
    return {
        "fee": fee.code,
        "amount": fee.money.amount,
        "state": fee.state,
        "because": fee.because,
        "basis": fee.basis_ka,
        "waived_because": fee.note,
        "tries": [
            {"way": one.way, "state": one.state, "reference": one.reference, "at": one.opened_at}
            for one in fee.payments.all()
        ],
    }
