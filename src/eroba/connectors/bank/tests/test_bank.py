"""Our line to the bank against the simulated bank: what it says, and what is not believed."""

import datetime as dt
import json
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from eroba.capabilities.services.ports import BankSilent, BankState, NoticeForged, PaymentOrder
from eroba.connectors.bank.client import NOTICE, BankClient, BankOptions
from eroba.connectors.bank.signing import OLDEST_SECONDS, signed
from eroba.connectors.bank_simulator.faults import Fault
from eroba.connectors.bank_simulator.running import RunningBank, running_bank
from eroba.kernel.base.money import Money

KEY = "shared between town and bank"
ORDER = PaymentOrder(
    reference="OZU-2026-TRD-00001-AB12",
    town="ozurgeti",
    amount=Money(12_000),
    purpose="OZU-2026-TRD-00001: საფასური",
    language="en",
    return_address="http://127.0.0.1:1/back/",
    notice_address="http://127.0.0.1:1/notice/",
)


@pytest.fixture(scope="module")
def bank() -> Iterator[RunningBank]:
    """A simulated bank, for all tests of this file."""
    with running_bank(KEY) as running:
        yield running


@pytest.fixture
def client(bank: RunningBank) -> Iterator[BankClient]:
    """Our line to it; no fault is left on."""
    yield BankClient(BankOptions(bank.address, key=KEY, total_seconds=1.0))
    bank.switch_off()


def order(reference: str) -> PaymentOrder:
    """A payment under a reference of its own."""
    return replace(ORDER, reference=reference)


def test_a_payment_from_announcing_to_coming_back(client: BankClient, bank: RunningBank):
    page = client.open(order("A-1"))
    assert page.startswith(f"{bank.address}/pay/") and client.open(order("A-1")) == page
    assert client.ask("ozurgeti", "A-1").state is BankState.WAITING
    assert bank.choose(page, "pay") == ORDER.return_address
    paid = client.ask("ozurgeti", "A-1")
    assert (paid.state, paid.amount_tetri, paid.currency) == (BankState.PAID, 12_000, "GEL")
    assert client.ask("khobi", "A-1").state is BankState.UNKNOWN
    back = [client.refund("ozurgeti", "A-1", Money(12_000)) for _time in range(2)]
    assert back[0] == back[1] and back[0].state is BankState.REFUNDED
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=4))).date()
    kinds = [line.kind for line in client.statement("ozurgeti", today) if line.reference == "A-1"]
    assert kinds == ["paid", "refunded"]


def test_the_person_may_go_back_or_be_refused(client: BankClient, bank: RunningBank):
    page = client.open(order("B-1"))
    bank.choose(page, "leave")
    assert client.ask("ozurgeti", "B-1").state is BankState.WAITING
    bank.choose(page, "refuse")
    assert client.ask("ozurgeti", "B-1").state is BankState.REFUSED
    bank.choose(page, "pay")
    assert client.ask("ozurgeti", "B-1").state is BankState.PAID


@pytest.mark.parametrize("kind", ["silent", "garbage", "slow"])
def test_no_usable_answer_is_silence(client: BankClient, bank: RunningBank, kind: str):
    bank.switch_on(kind, number=2)
    with pytest.raises(BankSilent):
        client.ask("ozurgeti", "C-1")
    with pytest.raises(BankSilent):
        client.open(order("C-1"))


def test_a_bank_that_is_not_there_is_silence():
    with pytest.raises(BankSilent):
        BankClient(BankOptions("http://127.0.0.1:9", key=KEY)).ask("ozurgeti", "C-2")


def test_who_has_not_the_key_is_told_nothing(bank: RunningBank):
    with pytest.raises(BankSilent):
        BankClient(BankOptions(bank.address, key="another")).ask("ozurgeti", "A-1")


@pytest.mark.parametrize(
    ("kind", "amount", "currency"), [("wrong-amount", 11_900, "GEL"), ("wrong-currency", 12_000, "USD")]
)
def test_what_differs_is_reported_as_it_is(client, bank: RunningBank, kind: str, amount: int, currency: str):
    bank.switch_on(kind, times=1)
    bank.choose(client.open(order(kind)), "pay")
    said = client.ask("ozurgeti", kind)
    assert (said.amount_tetri, said.currency) == (amount, currency)


def notice(**said: object) -> bytes:
    """The body of a notice."""
    whole = {"reference": "A-1", "state": "paid", "bank_reference": "B", "amount": 1, "currency": "GEL"}
    return json.dumps(whole | said).encode()


def test_a_notice_is_believed_only_with_a_fresh_signature(client: BankClient):
    body = notice()
    assert client.read_notice(body, signed(KEY, "POST", NOTICE, body)).state is BankState.PAID
    old = signed(KEY, "POST", NOTICE, body, moment=time.time() - OLDEST_SECONDS - 5)
    for forged in (signed("another", "POST", NOTICE, body), signed(KEY, "POST", NOTICE, b"{}"), old, {}):
        with pytest.raises(NoticeForged):
            client.read_notice(body, forged)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", notice(amount=-1), notice(amount=1.5), notice(amount=True), notice(state="rich"),
     notice(reference=7), notice(bank_reference="x" * 100), b"[" * 5000],
)  # fmt: skip
def test_a_signed_notice_nobody_understands_is_refused(client: BankClient, body: bytes):
    with pytest.raises(NoticeForged):
        client.read_notice(body, signed(KEY, "POST", NOTICE, body))


def test_without_a_key_nothing_is_believed():
    body = notice()
    with pytest.raises(NoticeForged):
        BankClient(BankOptions("http://127.0.0.1:9")).read_notice(body, signed("", "POST", NOTICE, body))


def test_faults_are_read_as_typed():
    assert Fault.read("late-notice=3,times=2") == Fault("late-notice", 3, 2)
    for wrong in ("nothing", "silent,twice", "slow=-1", "silent,times=0"):
        with pytest.raises(ValueError):
            Fault.read(wrong)
