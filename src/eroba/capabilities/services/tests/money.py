"""A bank that says what a test tells it, and the few words tests of paying share."""

import datetime as dt
from typing import Any

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case, Payment
from eroba.capabilities.services.ports import BankAnswer, BankSilent, BankState, StatementEntry
from eroba.capabilities.services.queries.fees import fee_of


class ToldBank:
    """A bank that says what the test tells it."""

    origin = "https://bank.example"

    def __init__(self) -> None:
        self.said: dict[str, BankAnswer] = {}
        self.is_silent = False
        self.lines: list[StatementEntry] = []

    def open(self, order: Any) -> str:
        if self.is_silent:
            raise BankSilent
        return f"{self.origin}/pay/{order.reference}?{order.amount.tetri}"

    def ask(self, town: str, reference: str) -> BankAnswer:
        if self.is_silent:
            raise BankSilent
        return self.said.get(reference, BankAnswer(reference=reference, state=BankState.UNKNOWN))

    refund_state = BankState.REFUNDED

    def refund(self, town: str, reference: str, amount: Any) -> BankAnswer:
        if self.is_silent:
            raise BankSilent
        return BankAnswer(reference=reference, state=self.refund_state, bank_reference="R-1")

    def statement(self, town: str, on: dt.date) -> list[StatementEntry]:
        return self.lines


def paid(payment: Payment, tetri: int = 12_000, currency: str = "GEL", bank: str = "B-1") -> BankAnswer:
    """What the bank says of a payment that went through."""
    return BankAnswer(
        reference=payment.reference,
        state=BankState.PAID,
        bank_reference=bank,
        amount_tetri=tetri,
        currency=currency,
    )


def opened(by: Any, case: Case) -> Payment:
    """A try to pay the place."""
    return actions.open_payment(by, fee=fee_of(case, "place"))
