"""A bank that says what a test tells it, and the few words tests of paying share."""

import datetime as dt
from pathlib import Path
from typing import Any

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Case, Payment
from eroba.capabilities.services.ports import BankAnswer, BankSilent, BankState, StatementEntry
from eroba.capabilities.services.queries.fees import fee_of
from eroba.capabilities.services.tests.desk_visits import work
from eroba.capabilities.services.tests.people import ToldRegisters, apply, fresh, monday, publish
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import at

STALL = Path(__file__).resolve().parent.parent / "seed" / "outdoor-trade-object"


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


def approved_stall(registers: ToldRegisters, applicant: Actor, clerk: Actor, head: Actor) -> Case:
    """A stall whose permission was approved: 120 lari are due, and the letter waits for them."""
    folder = read_folder(STALL)
    example = folder.examples["fruit-stall"]
    registers.values = {code: values or {} for code, values in example["registers"].items()}
    with at(monday()):
        case = apply(applicant, publish(folder), example["answers"])
        actions.accept_as_complete(clerk, case=case, edition=case.edition)
        work()
        for code, value in example["clerk"].items():
            case = fresh(case)
            actions.record_finding(clerk, case=case, edition=case.edition, fact_code=code, value=value)
        case = fresh(case)
        decision = actions.propose_decision(clerk, case=case, edition=case.edition)
        case = fresh(case)
        actions.approve_decision(head, case=case, decision=decision, edition=case.edition)
        work()
    return fresh(case)
