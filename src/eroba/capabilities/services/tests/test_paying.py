"""Paying from the first claim to the money coming back: once each, exactly, whatever the bank does."""

import datetime as dt

import pytest

from eroba.capabilities.services import actions, banking, fee_tasks
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.exports import holdings_about
from eroba.capabilities.services.models import Case, Fee, Payment, Refund
from eroba.capabilities.services.ports import BankAnswer, BankState, StatementEntry
from eroba.capabilities.services.queries.fees import differences_of, fee_of
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.desk_visits import work
from eroba.capabilities.services.tests.money import ToldBank, opened, paid
from eroba.capabilities.services.tests.people import apply, fresh, publish
from eroba.kernel.actions import NotAllowed, system_actor
from eroba.kernel.base.clock import at, now, today
from eroba.kernel.base.errors import BadInput
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import open_clock
from eroba.kernel.matters.queries import timeline

pytestmark = pytest.mark.django_db
BANK = system_actor("bank")


def decision_clock(case: Case) -> Clock:
    """The town hall's own deadline."""
    found = open_clock(case.matter_id, f"{case.service.code}.decision")
    assert found is not None
    return found


def test_what_is_owed_holds_the_letter_and_stops_the_clock(approved: Case, applicant):
    fee = fee_of(approved, "place")
    assert (fee.state, fee.amount_tetri, fee.rule_code) == (Fee.State.DUE, 12_000, "TRD-F2")
    assert "×" in fee.because and fee.basis.endswith("4.1")
    assert (approved.stage, approved.waits_for) == ("delivery", Case.WaitsFor.APPLICANT)
    assert decision_clock(approved).state == Clock.State.PAUSED
    with pytest.raises(NotAllowed):
        actions.deliver_decision(BANK, case=approved, drawn=[])


def test_confirmed_twice_is_done_once(approved: Case, applicant):
    payment = opened(applicant, approved)
    assert opened(applicant, approved).pk == payment.pk
    for _time in range(2):
        actions.record_bank_answer(BANK, payment=payment, answer=paid(payment))
    work()
    case = fresh(approved)
    assert fee_of(case, "place").state == Fee.State.PAID
    assert (case.stage, case.outcome) == ("decided", "granted")
    words = [entry.name for entry in timeline(case.matter, audience="parties")]
    assert words.count("fee.paid") == 1 and words.count("decision.delivered") == 1
    receipts = [one.letter.language for one in case.papers.filter(code="payment-receipt") if one.letter]
    assert receipts == ["ka"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"tetri": 11_900}, "amount"),
        ({"tetri": 12_001}, "amount"),
        ({"currency": "USD"}, "currency"),
        ({"bank": ""}, "used"),
    ],
)
def test_another_amount_or_currency_is_not_accepted(approved: Case, applicant, answer, problem):
    payment = opened(applicant, approved)
    payment = actions.record_bank_answer(BANK, payment=payment, answer=paid(payment, **answer))
    assert (payment.state, payment.problem) == (Payment.State.DIFFERS, problem)
    assert fee_of(fresh(approved), "place").state == Fee.State.DUE
    assert [one.kind for one in differences_of(today(), today())] == ["differs"]


def test_a_reference_of_the_bank_counts_once(approved: Case, applicant, clerk):
    first = opened(applicant, approved)
    actions.record_bank_answer(BANK, payment=first, answer=paid(first))
    other = Payment.objects.create(fee=first.fee, way="bank", reference="OTHER", amount_tetri=12_000)
    other = actions.record_bank_answer(BANK, payment=other, answer=paid(other))
    assert (other.state, other.problem) == (Payment.State.DIFFERS, "used")
    again = Payment.objects.create(fee=first.fee, way="bank", reference="AGAIN", amount_tetri=12_000)
    again = actions.record_bank_answer(BANK, payment=again, answer=paid(again, bank="B-2"))
    assert again.state == Payment.State.PAID and again.is_surplus
    assert {one.kind for one in differences_of(today(), today())} == {"differs", "surplus"}


def test_a_silent_bank_is_asked_again_and_a_late_answer_counts(approved: Case, applicant, bank: ToldBank):
    payment = opened(applicant, approved)
    bank.is_silent, moment = True, now()
    for _time in range(len(actions.paying.PAUSES_MINUTES) + 1):
        moment += dt.timedelta(days=2)
        with at(moment):
            fee_tasks.ask_the_bank()
    payment.refresh_from_db()
    assert (payment.state, payment.next_at) == (Payment.State.GIVEN_UP, None)
    actions.record_bank_answer(BANK, payment=payment, answer=paid(payment))
    assert fee_of(fresh(approved), "place").state == Fee.State.PAID


def test_refused_can_be_tried_again(approved: Case, applicant, bank: ToldBank):
    payment = opened(applicant, approved)
    bank.said[payment.reference] = BankAnswer(reference=payment.reference, state=BankState.REFUSED)
    assert banking.ask_about(payment).state == Payment.State.REFUSED
    assert opened(applicant, approved).reference != payment.reference


def test_paid_at_the_counter_once_for_each_receipt(approved: Case, applicant, clerk, head):
    fee = fee_of(approved, "place")
    with pytest.raises(NotAllowed):
        actions.pay_at_counter(applicant, fee=fee, way="cash", receipt="1")
    with pytest.raises(BadInput):
        actions.pay_at_counter(clerk, fee=fee, way="cash", receipt=" ")
    payment = actions.pay_at_counter(clerk, fee=fee, way="cash", receipt="K-17")
    assert fee_of(fresh(approved), "place").state == Fee.State.PAID
    refund = actions.ask_refund(head, payment=payment, reason="ორჯერ გადაიხადეს.")
    assert refund.state == Refund.State.DONE
    assert fee_of(fresh(approved), "place").state == Fee.State.REFUNDED


def test_only_a_head_lets_it_go_and_says_why(approved: Case, clerk, head):
    fee = fee_of(approved, "place")
    with pytest.raises(NotAllowed):
        actions.waive_fee(clerk, fee=fee, reason="უბრალოდ")
    with pytest.raises(BadInput):
        actions.waive_fee(head, fee=fee, reason="")
    actions.waive_fee(head, fee=fee, reason="სტიქიამ დააზარალა.")
    work()
    case = fresh(approved)
    assert (fee_of(case, "place").note, case.stage) == ("სტიქიამ დააზარალა.", "decided")


def test_money_goes_back_once_and_a_silent_bank_is_asked_again(approved, applicant, head, bank: ToldBank):
    payment = opened(applicant, approved)
    payment = actions.record_bank_answer(BANK, payment=payment, answer=paid(payment))
    refund = actions.ask_refund(head, payment=payment, reason="განცხადება გაუქმდა.")
    with pytest.raises(NotAllowed):
        actions.ask_refund(head, payment=payment, reason="again")
    bank.is_silent = True
    assert banking.pay_back(refund).state == Refund.State.ASKED
    bank.is_silent = False
    with at(now() + dt.timedelta(hours=1)):
        fee_tasks.ask_the_bank()
    refund.refresh_from_db()
    assert (refund.state, refund.bank_reference) == (Refund.State.DONE, "R-1")
    assert fee_of(fresh(approved), "place").state == Fee.State.REFUNDED


def test_a_refund_the_bank_refuses_can_be_asked_for_again(approved, applicant, head, bank: ToldBank):
    payment = opened(applicant, approved)
    payment = actions.record_bank_answer(BANK, payment=payment, answer=paid(payment))
    bank.refund_state = BankState.REFUSED
    refund = banking.pay_back(actions.ask_refund(head, payment=payment, reason="შეცდომა."))
    assert refund.state == Refund.State.REFUSED
    assert fee_of(fresh(approved), "place").state == Fee.State.PAID
    actions.ask_refund(head, payment=payment, reason="ისევ.")


def test_the_banks_list_is_compared_with_ours(approved: Case, applicant, bank: ToldBank):
    payment = opened(applicant, approved)
    actions.record_bank_answer(BANK, payment=payment, answer=paid(payment))
    assert differences_of(today(), today()) == []
    stranger = StatementEntry(kind="paid", bank_reference="B-9", reference="", amount_tetri=500)
    bank.lines = [stranger]
    with at(now() + dt.timedelta(days=1)):
        assert fee_tasks.fetch_bank_lists() == 3
        assert fee_tasks.fetch_bank_lists() == 0
    yesterday = today()
    found = {one.kind: one for one in differences_of(yesterday, yesterday)}
    assert set(found) == {"not_here", "not_at_bank"}
    ours = StatementEntry(kind="paid", bank_reference="B-1", reference=payment.reference, amount_tetri=11_000)
    actions.record_statement(BANK, on=yesterday, entries=[ours, stranger])
    assert {one.kind for one in differences_of(yesterday, yesterday)} == {"not_here", "amount"}


def test_who_withdraws_owes_nothing_any_more(in_ozurgeti, registers, applicant):
    folder = read_folder(SEED / "construction-permit")
    case = apply(applicant, publish(folder), folder.examples["step-three"]["answers"])
    assert (fee_of(case, "permit").state, fresh(case).waits_for) == (Fee.State.DUE, Case.WaitsFor.TOWN)
    actions.withdraw_application(applicant, case=case, edition=case.edition)
    assert fee_of(case, "permit").state == Fee.State.DROPPED


def test_the_copy_of_everything_holds_what_was_paid(approved: Case, clerk):
    actions.pay_at_counter(clerk, fee=fee_of(approved, "place"), way="terminal", receipt="T-1")
    kept = holdings_about(approved.person)["applications"][0]["payments"]
    assert [(one["state"], one["tries"][0]["reference"]) for one in kept] == [("paid", "T-1")]
