"""Paying a fee: a try at the bank, what the bank says of it, money taken at the counter, and a fee let go.

Nothing here goes outside: the bank is asked by views and the worker, and only its answer is written down here.
"""

import datetime as dt
import secrets

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import fee_facts, fee_rules
from eroba.capabilities.services.actions.fees import fee_fact, let_clocks_run, note_who_is_waited_for
from eroba.capabilities.services.actions.steps import done, hold, require_text, state_of, touch
from eroba.capabilities.services.facts import ServiceFact
from eroba.capabilities.services.models import Case, Fee, Payment
from eroba.capabilities.services.models.sealed import seal
from eroba.capabilities.services.ports import BankAnswer, BankState
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.base.money import LARI

#: How long to wait before the bank is asked once more; after the last pause, each day until it is given up.
PAUSES_MINUTES = (1, 2, 5, 10, 30, 60, 180, 720, 1440, 1440)


@action(may=fee_rules.may_open_payment, for_others=True)
def open_payment(by: Actor, *, fee: Fee) -> Done[Payment]:
    """Begin to pay a fee at the bank, under a reference of ours; the bank's page comes after this."""
    case, fee = _held(fee)
    if not fee.is_open:
        raise Refusal(_("Nothing is owed here any more."))
    standing = (
        fee.payments.filter(way=Payment.Way.BANK, state=Payment.State.OPEN).order_by("opened_at").last()
    )
    if standing is not None and standing.amount_tetri == fee.amount_tetri:
        # two clicks, or a way back from the bank: the same try goes on
        return Done(standing, subject=case.matter, after={"payment": standing.reference, "is_new": False})
    payment = Payment(
        fee=fee,
        way=Payment.Way.BANK,
        reference=f"{case.matter.number}-{secrets.token_hex(4)}".upper()[:40],
        amount_tetri=fee.amount_tetri,
        next_at=now() + dt.timedelta(minutes=PAUSES_MINUTES[0]),
    )
    payment.save(force_insert=True)
    after = {"payment": payment.reference, "fee": fee.code, "tetri": fee.amount_tetri, "is_new": True}
    return Done(payment, subject=case.matter, after=after)


@action(may=fee_rules.may_record_bank_answer)
def record_bank_answer(by: Actor, *, payment: Payment, answer: BankAnswer) -> Done[Payment]:
    """Write down what the bank says of a payment; said twice, it is done once.

    Another amount or currency than was owed, or a reference that belongs to another payment, is not accepted.
    """
    case, fee = _held(payment.fee)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    payment.fee = fee
    before = {"payment": payment.reference, "state": payment.state}
    if payment.state == Payment.State.PAID or answer.state in (BankState.WAITING, BankState.UNKNOWN):
        return _nothing_new(case, payment, before)
    if payment.state == Payment.State.DIFFERS:
        return Done(payment, subject=case.matter, before=before, after=before)
    payment.answered_at, payment.next_at = now(), None
    told = (
        _refused(case, payment)
        if answer.state is BankState.REFUSED
        else _confirmed(by, case, payment, answer)
    )
    payment.save()
    more = before | {"state": payment.state, "problem": payment.problem, "bank": payment.bank_reference}
    return Done(payment, subject=case.matter, before=before, after=more, facts=told)


@action(may=fee_rules.may_record_bank_answer)
def note_silent_bank(by: Actor, *, payment: Payment) -> Done[Payment]:
    """Plan when the bank is asked again about a payment it said nothing of."""
    case, _fee = _held(payment.fee)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    return _nothing_new(case, payment, {"payment": payment.reference, "state": payment.state})


@action(may=fee_rules.may_take_at_counter)
def pay_at_counter(by: Actor, *, fee: Fee, way: str, receipt: str) -> Done[Payment]:
    """Write down money taken at the counter, in cash or by the terminal, with the receipt's number."""
    number = require_text(receipt, _("Write the number of the receipt."), most=40)
    if way not in (Payment.Way.CASH, Payment.Way.TERMINAL):
        raise BadInput(_("Choose how it was paid."))
    case, fee = _held(fee)
    if not fee.is_open:
        raise Refusal(_("Nothing is owed here any more."))
    if Payment.objects.filter(way=way, reference=number).exists():
        raise BadInput(_("A payment with this receipt’s number is written down already."))
    payment = Payment.objects.create(
        fee=fee,
        way=way,
        state=Payment.State.PAID,
        reference=number,
        amount_tetri=fee.amount_tetri,
        said_tetri=fee.amount_tetri,
        said_currency=LARI,
        taken_by=by.label,
        answered_at=now(),
    )
    before = state_of(case)
    _settle(by, case, fee, Fee.State.PAID)
    more = {"fee": fee.code, "way": way, "receipt": number, "tetri": fee.amount_tetri}
    told = done(case, before, [fee_fact(fee_facts.FeePaid, case, fee)], more=more)
    return Done(payment, told.subject, told.before, told.after, told.personal, told.facts)


@action(may=fee_rules.may_waive_fee)
def waive_fee(by: Actor, *, fee: Fee, reason: str) -> Done[Fee]:
    """Let somebody off a payment, with the reason they will read."""
    why = require_text(reason, _("Write why the payment is let go."), most=2000)
    case, fee = _held(fee)
    if not fee.is_open:
        raise Refusal(_("Nothing is owed here any more."))
    before = state_of(case)
    fee.note_locked = seal(case.person_id, why)
    _settle(by, case, fee, Fee.State.WAIVED)
    more = {"fee": fee.code, "tetri": fee.amount_tetri}
    waived = fee_fact(fee_facts.FeeWaived, case, fee)
    told = done(case, before, [waived], personal={"reason": why}, more=more)
    return Done(fee, told.subject, told.before, told.after, told.personal, told.facts)


def _held(fee: Fee) -> tuple[Case, Fee]:
    """The case and the fee as they stand, locked until the action ends: always in this order."""
    case = hold(fee.case, None)
    found = Fee.objects.select_for_update().get(pk=fee.pk)
    found.case = case
    return case, found


def _settle(by: Actor, case: Case, fee: Fee, state: Fee.State) -> None:
    """Nothing more is owed for a fee: deadlines run again, and whoever is next is waited for."""
    fee.state, fee.settled_at, fee.settled_by = state, now(), by.label
    fee.save(update_fields=["state", "settled_at", "settled_by", "note_locked"])
    let_clocks_run(case)
    note_who_is_waited_for(case)
    touch(case, by)
    case.save(update_fields=["waits_for", "due_on", "edition", "changed_at", "changed_by"])


def _confirmed(by: Actor, case: Case, payment: Payment, answer: BankAnswer) -> list[ServiceFact]:
    payment.said_tetri, payment.said_currency = max(0, answer.amount_tetri), answer.currency[:3].upper()
    payment.problem = _problem(payment, answer)
    if payment.problem:
        payment.state = Payment.State.DIFFERS
        return [fee_fact(fee_facts.PaymentDiffers, case, payment.fee)]
    payment.state, payment.bank_reference = Payment.State.PAID, answer.bank_reference
    if not payment.fee.is_open:
        payment.is_surplus = True
        return [fee_fact(fee_facts.PaymentSurplus, case, payment.fee)]
    _settle(by, case, payment.fee, Fee.State.PAID)
    return [fee_fact(fee_facts.FeePaid, case, payment.fee)]


def _refused(case: Case, payment: Payment) -> list[ServiceFact]:
    is_news = payment.state != Payment.State.REFUSED
    payment.state = Payment.State.REFUSED
    return [fee_fact(fee_facts.PaymentRefused, case, payment.fee)] if is_news else []


def _problem(payment: Payment, answer: BankAnswer) -> str:
    if answer.currency != LARI:
        return Payment.Problem.CURRENCY
    if answer.amount_tetri != payment.amount_tetri:
        return Payment.Problem.AMOUNT
    used = Payment.objects.filter(bank_reference=answer.bank_reference).exclude(pk=payment.pk).exists()
    return Payment.Problem.USED if used or not answer.bank_reference else ""


def _nothing_new(case: Case, payment: Payment, before: dict[str, object]) -> Done[Payment]:
    """Nothing is known yet: ask again later, with growing pauses, and at last give the try up."""
    if payment.state == Payment.State.OPEN:
        if payment.tries >= len(PAUSES_MINUTES):
            payment.state, payment.next_at = Payment.State.GIVEN_UP, None
        else:
            payment.next_at = now() + dt.timedelta(minutes=PAUSES_MINUTES[payment.tries])
            payment.tries += 1
        payment.save(update_fields=["state", "next_at", "tries"])
    after = before | {"state": payment.state, "tries": payment.tries}
    return Done(payment, subject=case.matter, before=before, after=after)
