"""Paying back: a head asks with a reason; the bank does it, or the counter did, and only then it is done."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import fee_facts, fee_rules
from eroba.capabilities.services.actions.fees import fee_fact
from eroba.capabilities.services.actions.steps import hold, require_text
from eroba.capabilities.services.models import Case, Fee, Payment, Refund, Statement, StatementLine
from eroba.capabilities.services.models.sealed import seal
from eroba.capabilities.services.ports import BankAnswer, BankState, StatementEntry
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now

PAUSES_MINUTES = (1, 5, 15, 60, 360, 1440)


@action(may=fee_rules.may_ask_refund)
def ask_refund(by: Actor, *, payment: Payment, reason: str) -> Done[Refund]:
    """Send a payment back, with the reason the applicant reads. The bank does it; at the counter it is done at once."""
    why = require_text(reason, _("Write why the money goes back."), most=2000)
    case, fee, payment = _held(payment)
    is_here = payment.way != Payment.Way.BANK
    values = {
        "state": Refund.State.DONE if is_here else Refund.State.ASKED,
        "amount_tetri": payment.amount_tetri,
        "reason_locked": seal(case.person_id, why),
        "asked_by": by.label,
        "asked_at": now(),
        "done_at": now() if is_here else None,
        "next_at": None if is_here else now(),
        "tries": 0,
    }
    refund, _made = Refund.objects.update_or_create(payment=payment, defaults=values)
    state = Fee.State.REFUNDED if is_here else Fee.State.REFUND_ASKED
    _note(fee, payment, state)
    kind = fee_facts.RefundDone if is_here else fee_facts.RefundAsked
    told = [fee_fact(kind, case, fee, str(payment.money))]
    after = {"payment": payment.reference, "tetri": payment.amount_tetri, "refund": refund.state}
    return Done(
        refund,
        case.matter,
        after=after,
        personal={case.person_id: case.for_journal({"reason": why})},
        facts=told,
    )


@action(may=fee_rules.may_record_bank_answer)
def record_refund_answer(by: Actor, *, refund: Refund, answer: BankAnswer | None) -> Done[Refund]:
    """Write down what the bank says of a refund; nothing means it was silent and is asked again."""
    case, fee, payment = _held(refund.payment)
    refund = Refund.objects.select_for_update().get(pk=refund.pk)
    before = {"payment": payment.reference, "refund": refund.state}
    if refund.state != Refund.State.ASKED:
        return Done(refund, case.matter, before=before, after=before)
    told = []
    if answer is not None and answer.state is BankState.REFUNDED:
        refund.state, refund.done_at, refund.next_at = Refund.State.DONE, now(), None
        refund.bank_reference = answer.bank_reference
        _note(fee, payment, Fee.State.REFUNDED)
        told.append(fee_fact(fee_facts.RefundDone, case, fee, str(payment.money)))
    elif answer is not None and answer.state is BankState.REFUSED:
        refund.state, refund.next_at = Refund.State.REFUSED, None
        _note(fee, payment, Fee.State.PAID)
        told.append(fee_fact(fee_facts.RefundRefused, case, fee, str(payment.money)))
    else:
        pause = PAUSES_MINUTES[min(refund.tries, len(PAUSES_MINUTES) - 1)]
        refund.next_at, refund.tries = now() + dt.timedelta(minutes=pause), refund.tries + 1
    refund.save()
    return Done(refund, case.matter, before=before, after=before | {"refund": refund.state}, facts=told)


@action(may=fee_rules.may_record_bank_answer)
def record_statement(by: Actor, *, on: dt.date, entries: list[StatementEntry]) -> Done[Statement]:
    """Keep the bank's list of a day as it came; the same day again adds only what is new."""
    statement, _made = Statement.objects.get_or_create(on=on, defaults={"fetched_at": now()})
    standing = set(statement.lines.values_list("kind", "bank_reference"))
    lines = {}
    for entry in entries:
        kind = StatementLine.Kind.REFUNDED if entry.kind == "refunded" else StatementLine.Kind.PAID
        if (kind, entry.bank_reference) not in standing:
            lines[kind, entry.bank_reference] = StatementLine(
                statement=statement,
                kind=kind,
                bank_reference=entry.bank_reference[:80],
                reference=entry.reference[:40],
                amount_tetri=entry.amount_tetri,
                currency=entry.currency[:3],
            )
    StatementLine.objects.bulk_create(lines.values())
    return Done(statement, after={"on": on, "lines": len(lines)})


def _held(payment: Payment) -> tuple[Case, Fee, Payment]:
    case = hold(payment.fee.case, None)
    fee = Fee.objects.select_for_update().get(pk=payment.fee_id)
    held = Payment.objects.select_for_update().get(pk=payment.pk)
    fee.case, held.fee = case, fee
    return case, fee, held


def _note(fee: Fee, payment: Payment, state: Fee.State) -> None:
    """What a refund does to the fee itself; money that came besides changes nothing about it."""
    if not payment.is_surplus:
        fee.state = state
        fee.save(update_fields=["state"])
