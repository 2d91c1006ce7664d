"""Talking to the bank, always outside any transaction: begin a payment, ask how it stands, pay back, fetch its list.

What the bank says is written down by the actions; a silent bank is asked again later and loses nobody's payment.
"""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.db import IntegrityError

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Payment, Refund
from eroba.capabilities.services.ports import Bank, BankAnswer, BankSilent, BankState, PaymentOrder
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.fees import payment_by_reference
from eroba.kernel.actions import system_actor
from eroba.kernel.registry import use
from eroba.kernel.registry.ports import is_offered
from eroba.kernel.tenancy.scope import current_municipality

CASHIER = "bank"


def is_bank_connected() -> bool:
    """Whether one can pay online in this installation."""
    return is_offered(Bank)


def bank_origin() -> str:
    """Where the bank's page is."""
    return use(Bank).origin  # type: ignore[type-abstract]


def way_to_bank(payment: Payment, *, language: str, return_path: str, notice_path: str) -> str:
    """Announce a payment and return the address of the bank's page; raises BankSilent."""
    case = payment.fee.case
    said = definition_for(case).fee(payment.fee.code)
    order = PaymentOrder(
        reference=payment.reference,
        town=current_municipality().slug,
        amount=payment.money,
        purpose=f"{case.matter.number}: {said.title.in_language('ka') if said else payment.fee.code}",
        language=language,
        return_address=settings.SITE_ADDRESS + return_path,
        notice_address=settings.SITE_ADDRESS + notice_path,
    )
    return use(Bank).open(order)  # type: ignore[type-abstract]


def ask_about(payment: Payment) -> Payment:
    """Ask the bank how a payment stands, and write down what it says, or that it said nothing."""
    by = system_actor(CASHIER)
    try:
        answer = use(Bank).ask(current_municipality().slug, payment.reference)  # type: ignore[type-abstract]
    except BankSilent:
        return actions.note_silent_bank(by, payment=payment)
    return _record(payment, answer)


def take_notice(body: bytes, headers: Mapping[str, str]) -> Payment:
    """Take in what the bank sent by itself; raises NoticeForged, or NotFound for a reference that is not ours."""
    answer = use(Bank).read_notice(body, headers)  # type: ignore[type-abstract]
    return _record(payment_by_reference(answer.reference), answer)


def pay_back(refund: Refund) -> Refund:
    """Ask the bank to pay back, or whether it did; asked twice, it pays back once."""
    by, payment = system_actor(CASHIER), refund.payment
    answer: BankAnswer | None = None
    try:
        answer = use(Bank).refund(  # type: ignore[type-abstract]
            current_municipality().slug, payment.reference, payment.money
        )
    except BankSilent:
        answer = None
    return actions.record_refund_answer(by, refund=refund, answer=answer)


def fetch_statement(on: dt.date) -> bool:
    """Fetch the bank's list of a day; whether it came."""
    try:
        entries = use(Bank).statement(current_municipality().slug, on)  # type: ignore[type-abstract]
    except BankSilent:
        return False
    actions.record_statement(system_actor(CASHIER), on=on, entries=list(entries))
    return True


def _record(payment: Payment, answer: BankAnswer) -> Payment:
    by = system_actor(CASHIER)
    try:
        return actions.record_bank_answer(by, payment=payment, answer=answer)
    except IntegrityError:
        # the same reference of the bank was written for another payment at this very moment: now it is seen
        if answer.state is not BankState.PAID:
            raise
        return actions.record_bank_answer(by, payment=payment, answer=answer)
