"""What follows by itself when money is concerned: the bank is asked again, receipts are sent, waiting letters leave."""

import datetime as dt
import time

from eroba.capabilities.services import actions, banking
from eroba.capabilities.services.letters import RECEIPT, decision_letters
from eroba.capabilities.services.models import Decision, Fee, Payment, Statement
from eroba.capabilities.services.queries.cases import case_of_matter
from eroba.capabilities.services.queries.fees import payments_to_ask_about, refunds_to_ask_about
from eroba.capabilities.services.receipts import receipt_letters
from eroba.capabilities.services.rules import may_deliver_decision, unpaid
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery

WORKER = "worker"
#: The bank closes its day at night; a bank that gave no list is left alone for a while.
LIST_IS_READY_AFTER, REST_SECONDS, DAYS_BACK = dt.timedelta(days=1), 600, 3
_rests_until = 0.0


def on_fee_settled(fact: Fact, delivery: Delivery) -> None:
    """Send the letter of a decision that waited for the money, once."""
    case = case_of_matter(fact.matter_id)
    decision = case.decisions.filter(state=Decision.State.APPROVED).first() if case else None
    by = system_actor(WORKER)
    if case is None or decision is None or unpaid(case, "deliver_decision"):
        return
    if may_deliver_decision(by, case):
        decision.case = case
        actions.deliver_decision(by, case=case, drawn=decision_letters(case, decision))


def on_fee_paid(fact: Fact, delivery: Delivery) -> None:
    """Send the receipt of each fee of the case that was paid and has none yet."""
    case = case_of_matter(fact.matter_id)
    if case is None:
        return
    for fee in case.fees.filter(state=Fee.State.PAID):
        payment = fee.payments.filter(state=Payment.State.PAID, is_surplus=False).first()
        key = f"receipt:{fee.pk}"
        if payment is None or case.papers.filter(key__startswith=key).exists():
            continue
        fee.case = case
        drawn = receipt_letters(case, fee, payment)
        actions.send_letter(system_actor(WORKER), case=case, drawn=drawn, code=RECEIPT, key=key)


def ask_the_bank() -> int:
    """Ask the bank about payments and refunds whose turn has come; returns how many were asked about."""
    if not banking.is_bank_connected():
        return 0
    payments, refunds = list(payments_to_ask_about()), list(refunds_to_ask_about())
    for payment in payments:
        banking.ask_about(payment)
    for refund in refunds:
        banking.pay_back(refund)
    return len(payments) + len(refunds)


def fetch_bank_lists() -> int:
    """Fetch the bank's lists of the last days that are still missing, once anything was paid online."""
    global _rests_until
    if not banking.is_bank_connected() or time.monotonic() < _rests_until:
        return 0
    wanted = [today() - LIST_IS_READY_AFTER * back for back in range(1, DAYS_BACK + 1)]
    known = set(Statement.objects.filter(on__in=wanted).values_list("on", flat=True))
    missing = [on for on in wanted if on not in known]
    if not missing or not Payment.objects.filter(way=Payment.Way.BANK).exists():
        return 0
    fetched = [banking.fetch_statement(on) for on in missing]
    if not all(fetched):
        _rests_until = time.monotonic() + REST_SECONDS
    return sum(fetched)
