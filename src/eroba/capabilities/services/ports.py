"""What services need from outside: a bank that takes payments, says how they stand, and pays back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import Refusal
from eroba.kernel.base.money import LARI, Money


class BankState(StrEnum):
    """How a payment stands at the bank."""

    WAITING = "waiting"
    PAID = "paid"
    REFUSED = "refused"
    REFUNDED = "refunded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class PaymentOrder:
    """What the bank is asked to take: under our reference, and where it sends the person and its notice."""

    reference: str
    town: str
    amount: Money
    purpose: str
    language: str
    return_address: str
    notice_address: str


@dataclass(frozen=True, kw_only=True)
class BankAnswer:
    """What the bank says of one payment; nothing of the payer is asked for."""

    reference: str
    state: BankState
    bank_reference: str = ""
    amount_tetri: int = 0
    currency: str = LARI


@dataclass(frozen=True, kw_only=True)
class StatementEntry:
    """One line of the bank's list of a day."""

    kind: str
    bank_reference: str
    reference: str
    amount_tetri: int
    currency: str = LARI


class BankSilent(Exception):
    """The bank gave no usable answer; nothing is known, and it is asked again later."""


class NoticeForged(Refusal):
    """A notice that does not come from the bank, or was changed on its way."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("This notice does not come from the bank, or was changed on its way."))


class Bank(Protocol):
    """A bank that takes payments on a page of its own. Never called inside an action: it goes outside."""

    @property
    def origin(self) -> str:
        """Where its page is, as scheme and host, so that our page may lead there."""

    def open(self, order: PaymentOrder) -> str:
        """Announce a payment; the address of the bank's page. The same reference again is the same payment."""

    def ask(self, town: str, reference: str) -> BankAnswer:
        """Say how a payment stands; raises BankSilent."""

    def refund(self, town: str, reference: str, amount: Money) -> BankAnswer:
        """Pay a payment back; asked twice, it is paid back once. Raises BankSilent."""

    def statement(self, town: str, on: dt.date) -> Sequence[StatementEntry]:
        """List everything of one day; raises BankSilent."""

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> BankAnswer:
        """Read what the bank sent by itself; raises NoticeForged."""
