"""A web process and a worker that die at each step while the bank confirms a payment and pays it back.

`main(reference, head, book)`: the bank sends its notice until it is acknowledged, the worker does what follows, a head
asks for the money to go back until told that it will, the worker asks the bank, and does what follows again.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from django.test import Client

from eroba.capabilities.services import actions, fee_tasks
from eroba.capabilities.services.models import Payment, Refund
from eroba.capabilities.services.ports import Bank, BankAnswer, BankState
from eroba.capabilities.services.tests.people import monday
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.money import Money
from eroba.kernel.documents import letters
from eroba.kernel.registry import ports
from tests.recovery.every_step import LEASE_IS_OVER, Course, die_at_each_step, prepare_to_die, work

NOTICE = "/en/ozurgeti/services/payments/notice/"
PAID_ON, RETURNED_ON = monday().replace(day=17), monday().replace(day=24)
IS_ACKNOWLEDGED = 204
#: A notice goes its way as after every other fact; that way was tried at each step for the payment.
NOW_AND_THEN = 4


class BankWithABook:
    """A bank that believes everybody, and writes into a book each time it is asked to pay back."""

    origin = "https://bank.example"

    def __init__(self, book: Path) -> None:
        self.book = book

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> BankAnswer:
        said = json.loads(body)
        return BankAnswer(**said | {"state": BankState(said["state"])})

    def refund(self, town: str, reference: str, amount: Money) -> BankAnswer:
        with self.book.open("a") as book:
            book.write(f"{town} {reference} {amount.tetri}\n")
        return BankAnswer(reference=reference, state=BankState.REFUNDED, bank_reference="R-1")


def confirmed(reference: str) -> dict[str, object]:
    """The bank's notice that a payment went through."""
    return {"reference": reference, "state": "paid", "bank_reference": "B-1", "amount_tetri": 12_000}


def main(reference: str, head: str, book: str) -> None:
    """From the bank's notice to the money's return."""
    # what a letter looks like is drawn before anything is written, and takes longer than all the rest
    letters.html_to_pdf = lambda *_page: b"%PDF-1.7 blank"  # type: ignore[assignment]
    letters.seal_pdf = lambda pdf, _seal: pdf  # type: ignore[assignment]
    prepare_to_die()
    ports._offered[Bank] = BankWithABook(Path(book))  # type: ignore[type-abstract]

    def bank_confirms() -> bool:
        answer = Client(SERVER_NAME="localhost").post(NOTICE, confirmed(reference), "application/json")
        assert answer.status_code == IS_ACKNOWLEDGED, answer.content.decode()[-2000:]
        print("acknowledged", flush=True)
        return True

    def head_asks() -> bool:
        by = Actor(account_id=UUID(head), roles=frozenset({"head"}), label="Gia Head", channel="desk")
        payment = Payment.objects.select_related("fee__case__matter").get(reference=reference)
        try:
            actions.ask_refund(by, payment=payment, reason="განცხადება გაუქმდა.")
        except NotAllowed:
            print("asked already", flush=True)
        return True

    def bank_is_asked() -> bool:
        fee_tasks.ask_the_bank()
        return not Refund.objects.filter(state=Refund.State.ASKED).exists()

    die_at_each_step("notice", bank_confirms, Course(PAID_ON))
    die_at_each_step("follow-up", work, Course(PAID_ON, LEASE_IS_OVER))
    die_at_each_step("asking", head_asks, Course(RETURNED_ON))
    die_at_each_step("returning", bank_is_asked, Course(RETURNED_ON))
    die_at_each_step("news", work, Course(RETURNED_ON, LEASE_IS_OVER, stride=NOW_AND_THEN))
