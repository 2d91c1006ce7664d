"""Paying by pages: to the bank and back, and what officials do with money at the desk."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case, Fee, Payment
from eroba.capabilities.services.ports import Bank, BankAnswer, BankState, StatementEntry
from eroba.capabilities.services.tests.money import ToldBank, opened, paid
from eroba.capabilities.services.views.fee_showing import settled_fee
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import now, today
from eroba.kernel.matters.queries import TimelineEntry
from eroba.kernel.people.models import Account
from eroba.kernel.registry import ports

pytestmark = pytest.mark.django_db
BANK = system_actor("bank")
CSP = "Content-Security-Policy"
FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SELECT set_config")


def test_by_pages_to_the_bank_and_back(approved: Case, applicant, bank: ToldBank):
    client = Client()
    client.force_login(Account.objects.get(pk=applicant.account_id))
    page = f"/en/ozurgeti/services/applications/{approved.matter.number}/fees/place/"
    shown = client.get(page)
    assert "120" in shown.content.decode() and "https://bank.example" in shown["Content-Security-Policy"]
    bank.is_silent = True
    said = client.post(f"{page}pay/", follow=True).content.decode()
    assert "The bank does not answer" in said
    bank.is_silent = False
    onward = client.post(f"{page}pay/")
    payment = Payment.objects.get()
    assert onward["Location"] == f"https://bank.example/pay/{payment.reference}?12000"
    bank.said[payment.reference] = paid(payment)
    back = f"/en/ozurgeti/services/applications/{approved.matter.number}/payments/{payment.reference}/"
    assert "Paid. Thank you." in client.get(back).content.decode()
    assert client.get(back.replace(payment.reference, "NOTHING")).status_code == 404


def test_whom_the_bank_refused_reads_what_one_can_do(
    approved: Case, applicant, bank: ToldBank, monkeypatch: pytest.MonkeyPatch
):
    client = Client()
    client.force_login(Account.objects.get(pk=applicant.account_id))
    home = f"/en/ozurgeti/services/applications/{approved.matter.number}/"
    payment = opened(applicant, approved)
    bank.said[payment.reference] = BankAnswer(reference=payment.reference, state=BankState.REFUSED)
    back, later = f"{home}payments/{payment.reference}/", f"{home}fees/place/"
    for page in (back, later):
        said = client.get(page).content.decode()
        assert "The bank refused the payment" in said and "Nothing was taken. You can try again" in said
        assert re.findall(r'action="([^"]*/pay/)"', said) == [f"{later}pay/"]
        assert (
            re.search(r"Try again: pay\s[^<]*120", said)
            and "https://bank.example" in client.get(page).headers[CSP]
        )
    again = opened(applicant, approved)
    assert "The bank refused the payment" not in client.get(later).content.decode()
    with monkeypatch.context() as unplugged:
        unplugged.delitem(ports._offered, Bank)
        said = client.get(back).content.decode()
        assert "You can pay at the counter of the town hall." in said and "/pay/" not in said
    actions.record_bank_answer(BANK, payment=again, answer=paid(again))
    said = client.get(back).content.decode()
    assert "nothing is owed here any more" in said and "Try again" not in said


@pytest.mark.parametrize("page", ["services/applications/{}/fees/place/", "desk/services/{}/fees/place/"])
def test_who_is_exempt_reads_in_words_that_nothing_is_paid(approved: Case, applicant, head, page: str):
    Fee.objects.update(state=Fee.State.EXEMPT, amount_tetri=0)
    client = Client()
    client.force_login(Account.objects.get(pk=(head if page.startswith("desk") else applicant).account_id))
    said = client.get(f"/en/ozurgeti/{page.format(approved.matter.number)}").content.decode()
    assert "<h1>Fee for the place: nothing to pay</h1>" in said
    assert said.count("nothing to pay") == 1 and "0 ₾" not in said
    client.force_login(Account.objects.get(pk=applicant.account_id))
    said = client.get(f"/en/ozurgeti/services/applications/{approved.matter.number}/").content.decode()
    assert "</a>: nothing to pay</li>" in said and "0 ₾" not in said


def test_a_decided_application_says_how_its_fee_ended():
    """Read from the timeline, for which the page asks anyway; a fee of another title says nothing of this one."""
    title = {"ka": "საფასური", "en": "Fee"}
    happened = [
        TimelineEntry(now() - dt.timedelta(days=at), "", "", name, {"title": said, "amount": "120.00"})
        for at, name, said in (
            (1, "fee.paid", title),
            (2, "fee.raised", title),
            (0, "fee.exempt", {"ka": "სხვა"}),
        )
    ]
    with override("en"):
        assert settled_fee(title, happened) == ("paid", "good")
        assert settled_fee({"ka": "სხვა"}, happened) == ("nothing to pay", "quiet")
        assert settled_fee({"ka": "არ ყოფილა"}, happened) == ("", "")


def test_at_the_desk_money_is_taken_let_go_and_paid_back(approved: Case, clerk, head, bank: ToldBank):
    desk, heads = Client(), Client()
    desk.force_login(Account.objects.get(pk=clerk.account_id))
    heads.force_login(Account.objects.get(pk=head.account_id))
    page = f"/en/ozurgeti/desk/services/{approved.matter.number}/fees/place/"
    shown = desk.get(page).content.decode()
    assert "I have received" in shown and "Let it go" not in shown
    wrong = desk.post(f"{page}counter/", {"receipt": "K-1"})
    assert wrong.status_code == 422 and "K-1" in wrong.content.decode()
    assert desk.post(f"{page}waive/", {"reason": "x"}).status_code == 403
    assert (
        "written down"
        in desk.post(f"{page}counter/", {"way": "cash", "receipt": "K-1"}, follow=True).content.decode()
    )
    payment = Payment.objects.get()
    said = heads.post(f"{page}refund/", {"payment": payment.pk, "reason": "Twice."}, follow=True)
    assert "Twice." in said.content.decode()
    assert "Nothing to clear up" in desk.get("/en/ozurgeti/desk/services/payments/").content.decode()
    assert desk.get("/en/ozurgeti/desk/services/payments/?month=soon").status_code == 422


@pytest.mark.parametrize(
    "page", ["services/applications/{}/", "desk/services/{}/", "desk/services/{}/fees/place/"]
)
def test_money_asks_the_database_no_more_than_a_dozen_times(approved: Case, applicant, head, page: str):
    client = Client()
    who = head if page.startswith("desk") else applicant
    client.force_login(Account.objects.get(pk=who.account_id))
    address = f"/en/ozurgeti/{page.format(approved.matter.number)}"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    asked = [query["sql"] for query in queries if not query["sql"].startswith(FRAME)]
    assert len(asked) <= 12, "\n".join(sql[:90] for sql in asked)


def test_the_banks_lists_beside_ours_ask_no_more_than_a_dozen_times(approved: Case, applicant, head, bank):
    payment = opened(applicant, approved)
    actions.record_bank_answer(BANK, payment=payment, answer=paid(payment))
    entry = StatementEntry(
        kind="paid", bank_reference="B-9", reference="NOT-OURS", amount_tetri=700, currency="GEL"
    )
    actions.record_statement(BANK, on=today(), entries=[entry])
    client = Client()
    client.force_login(Account.objects.get(pk=head.account_id))
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/en/ozurgeti/desk/services/payments/").content.decode()
    assert "NOT-OURS" in page and payment.reference in page
    assert "The bank has it, we do not" in page and "the bank’s list does not" in page
    assert "Days of which the bank’s list has come" in page
    asked = [query["sql"] for query in queries if not query["sql"].startswith(FRAME)]
    assert len(asked) <= 12, "\n".join(asked)
