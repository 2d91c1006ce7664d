"""Raising fees: what a step of a case makes due, which deadlines stand still for it, and who is waited for now."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import fee_facts
from eroba.capabilities.services.actions.deadlines import note_due_date
from eroba.capabilities.services.definition.fees import StagePayment
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.facts import ServiceFact
from eroba.capabilities.services.fee_engine import FeeRuling, assess, payments_at
from eroba.capabilities.services.models import Case, Decision, Fee
from eroba.capabilities.services.published import cited, definition_for
from eroba.capabilities.services.queries.case_facts import facts_of
from eroba.capabilities.services.queries.fees import clocks_held_by_fees
from eroba.capabilities.services.rules_engine import TableFailed
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import Refusal
from eroba.kernel.clocks.actions import resume_clock, stop_clock
from eroba.kernel.clocks.explanation import in_both
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import open_clock

CASHIER = "fees"


def raise_fees(case: Case, moment: str) -> list[ServiceFact]:
    """Make due what a moment of a held case makes due; part of the action that moves it, which saves the case.

    Raises Refusal when a fee cannot be worked out: nobody is asked for a wrong amount.
    """
    service = definition_for(case)
    payments = list(payments_at(service, moment, _outcome_of(case)))
    standing = set(case.fees.values_list("code", flat=True)) if payments else set()
    told: list[ServiceFact] = [
        _raise(case, service, payment, _ruling(case, service, payment))
        for payment in payments
        if payment.fee not in standing
    ]
    if told:
        note_due_date(case)
    return told


def note_who_is_waited_for(case: Case) -> None:
    """Say that the applicant is waited for while a step out of the case's stage waits for money. Does not save."""
    service = definition_for(case)
    stage = service.flow.stage(case.stage)
    if stage is None or not service.flow.payments:
        return
    steps = {way.code for way in stage.transitions}
    waited = {one.fee for one in service.flow.payments if steps & set(one.waits)}
    is_waited = bool(waited) and case.fees.filter(code__in=waited, state=Fee.State.DUE).exists()
    case.waits_for = Case.WaitsFor.APPLICANT if is_waited else stage.waits_for


def let_clocks_run(case: Case) -> None:
    """Let deadlines run again that stood still for money, unless something else still holds them. Does not save."""
    service = definition_for(case)
    stopped = {code for one in service.flow.payments for code in one.stops_clocks}
    if case.open_request_id is not None:
        return
    for code in sorted(stopped - clocks_held_by_fees(case)):
        clock = open_clock(case.matter_id, f"{service.code}.{code}")
        if clock is not None and clock.state == Clock.State.PAUSED:
            resume_clock(system_actor(CASHIER), clock=clock)
    note_due_date(case)


def drop_fees(case: Case) -> list[ServiceFact]:
    """Let go what is still owed because the application ended; part of the action that ends it."""
    told: list[ServiceFact] = []
    for fee in case.fees.filter(state=Fee.State.DUE):
        fee.state, fee.settled_at = Fee.State.DROPPED, now()
        fee.save(update_fields=["state", "settled_at"])
        told.append(fee_fact(fee_facts.FeeDropped, case, fee))
    return told


def fee_fact(kind: type[fee_facts.FeeFact], case: Case, fee: Fee, amount: str = "") -> fee_facts.FeeFact:
    """A fact about a fee: its title as the service says it, and its amount."""
    said = definition_for(case).fee(fee.code)
    title = dict(said.title.in_languages) if said else {"ka": fee.code, "en": fee.code}
    return kind(case.matter_id, title=title, amount=amount or str(fee.money))


def _raise(
    case: Case, service: ServiceDefinition, payment: StagePayment, ruling: FeeRuling
) -> fee_facts.FeeFact:
    basis = cited(service, ruling.basis)
    fee = Fee(
        case=case,
        code=ruling.code,
        state=Fee.State.EXEMPT if ruling.is_exempt else Fee.State.DUE,
        amount_tetri=ruling.amount.tetri,
        rule_code=ruling.rule_code,
        basis_ka=basis.in_language("ka"),
        basis_en=basis.in_language("en"),
        because_locked=case.sealed(dict(ruling.because.in_languages)),
        settled_at=now() if ruling.is_exempt else None,
    )
    fee.save(force_insert=True)
    if ruling.is_exempt:
        return fee_fact(fee_facts.FeeExempt, case, fee)
    _stop_clocks(case, service, payment)
    return fee_fact(fee_facts.FeeRaised, case, fee)


def _stop_clocks(case: Case, service: ServiceDefinition, payment: StagePayment) -> None:
    reason = in_both(_("waiting for a payment"))
    basis = cited(service, payment.basis).in_language("ka")
    for code in payment.stops_clocks:
        clock = open_clock(case.matter_id, f"{service.code}.{code}")
        # A deadline that has passed stays late: asking for money does not make it undone.
        if clock is not None and clock.state == Clock.State.RUNNING and not clock.is_late(today()):
            stop_clock(system_actor(CASHIER), clock=clock, reason=reason, basis=basis)


def _ruling(case: Case, service: ServiceDefinition, payment: StagePayment) -> FeeRuling:
    fee = service.fee(payment.fee)
    if fee is None:
        raise LookupError(f"{service.code} has no fee {payment.fee}")
    settings = case.service.settings_over(service.setting_values())
    try:
        return assess(service, fee, facts_of(case).known.as_mapping(), settings)
    except TableFailed as failure:
        words = _(
            "The fee “{title}” cannot be worked out. Ask whoever keeps the service to look at its table."
        )
        raise Refusal(format_lazy(words, title=fee.title)) from failure


def _outcome_of(case: Case) -> str:
    decided = case.decisions.filter(state=Decision.State.APPROVED).values_list("outcome", flat=True)
    return (decided.first() or "") if definition_for(case).flow.payments else ""
