"""The simulated bank's book: payments by merchant and reference, and the lines of each day. Knows no HTTP."""

import datetime as dt
import secrets
import threading
from dataclasses import dataclass, field

Answer = dict[str, object]
TBILISI = dt.timezone(dt.timedelta(hours=4))


class Unbookable(ValueError):
    """Something no bank would book; the text says why."""


@dataclass
class Entry:
    """One payment as the bank has it."""

    merchant: str
    reference: str
    amount: int
    currency: str
    purpose: str
    language: str
    return_address: str
    notice_address: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    state: str = "waiting"
    bank_reference: str = ""
    refund_reference: str = ""

    def answer(self) -> Answer:
        """What the bank says of it."""
        said = self.refund_reference if self.state == "refunded" else self.bank_reference
        return {
            "reference": self.reference,
            "state": self.state,
            "bank_reference": said,
            "amount": self.amount,
            "currency": self.currency,
        }


class Book:
    """Everything booked since the start; safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: dict[tuple[str, str], Entry] = {}
        self._lines: list[tuple[str, dt.date, Answer]] = []

    def announce(self, reference: str, said: dict[str, object]) -> Entry:
        """Take in a payment; the same reference again is the same payment."""
        try:
            entry = Entry(
                merchant=str(said["merchant"]),
                reference=reference,
                amount=int(str(said["amount"])),
                currency=str(said["currency"]),
                purpose=str(said["purpose"])[:200],
                language="en" if said.get("language") == "en" else "ka",
                return_address=str(said["return"]),
                notice_address=str(said["notice"]),
            )
        except (KeyError, ValueError) as error:
            raise Unbookable(f"the payment is not readable: {error}") from error
        if entry.amount <= 0 or not entry.return_address.startswith(("http://", "https://")):
            raise Unbookable("a payment has an amount and a way back")
        with self._lock:
            standing = self._entries.setdefault((entry.merchant, reference), entry)
        if standing.amount != entry.amount:
            raise Unbookable("this reference has another amount")
        return standing

    def find(self, merchant: str, reference: str) -> Entry | None:
        """A payment by its merchant and reference."""
        return self._entries.get((merchant, reference))

    def by_token(self, token: str) -> Entry | None:
        """A payment by the secret in its page's address."""
        return next((one for one in self._entries.values() if secrets.compare_digest(one.token, token)), None)

    def decide(self, entry: Entry, state: str, *, less: int = 0, currency: str = "") -> bool:
        """Let the person pay or not; whether that was news. A refused payment can be tried again."""
        with self._lock:
            if entry.state not in ("waiting", "refused"):
                return False
            entry.state = state
            if state == "paid":
                entry.bank_reference = f"SIM{secrets.token_hex(6).upper()}"
                entry.amount, entry.currency = max(1, entry.amount - less), currency or entry.currency
                self._note(entry, "paid", entry.bank_reference)
            return True

    def pay_back(self, entry: Entry) -> None:
        """Pay a payment back, once."""
        with self._lock:
            if entry.state == "paid":
                entry.state, entry.refund_reference = "refunded", f"SIMR{secrets.token_hex(6).upper()}"
                self._note(entry, "refunded", entry.refund_reference)

    def statement(self, merchant: str, on: dt.date) -> list[Answer]:
        """Every line of a day."""
        return [line for whose, day, line in self._lines if (whose, day) == (merchant, on)]

    def _note(self, entry: Entry, kind: str, bank_reference: str) -> None:
        line: Answer = {
            "kind": kind,
            "bank_reference": bank_reference,
            "reference": entry.reference,
            "amount": entry.amount,
            "currency": entry.currency,
        }
        self._lines.append((entry.merchant, dt.datetime.now(TBILISI).date(), line))
