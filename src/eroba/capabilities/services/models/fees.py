"""Money in a case: what is owed and why, each try to pay it, and what was paid back."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models.cases import Case
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.base.money import LARI, Money
from eroba.kernel.tenancy.models import MunicipalModel


class Fee(MunicipalModel):
    """What one case owes for one thing, worked out once, in tetri, with the rule that said so."""

    class State(TextChoices):
        DUE = "due", _("to be paid")
        PAID = "paid", _("paid")
        EXEMPT = "exempt", _("nothing to pay")
        WAIVED = "waived", _("waived")
        DROPPED = "dropped", _("no longer owed")
        REFUND_ASKED = "refund_asked", _("being paid back")
        REFUNDED = "refunded", _("paid back")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="fees")
    code = models.CharField(max_length=60)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DUE)
    amount_tetri = models.PositiveBigIntegerField()
    rule_code = models.CharField(max_length=60, blank=True)
    basis_ka = models.CharField(max_length=300)
    basis_en = models.CharField(max_length=300)
    because_locked = models.TextField()
    note_locked = models.TextField(blank=True, help_text="Why it was waived; under the applicant’s key.")
    raised_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        ordering = ["raised_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "case", "code"], name="one_fee_per_case_and_code")
        ]
        indexes = [models.Index(fields=["municipality", "state", "raised_at"], name="fees_by_state")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"

    @property
    def money(self) -> Money:
        """What is owed."""
        return Money(self.amount_tetri)

    @property
    def basis(self) -> str:
        """The citation in the language being read."""
        return self.basis_en if get_language() == "en" else self.basis_ka

    @property
    def because(self) -> str:
        """The reason in the language being read; nothing once the person was erased."""
        words: dict[str, str] = self.case.opened(self.because_locked) or {}
        return words.get((get_language() or "ka").split("-")[0]) or words.get("ka", "")

    @property
    def note(self) -> str:
        """Why an official let it go; nothing once the person was erased."""
        return str(self.case.opened(self.note_locked) or "")

    @property
    def is_open(self) -> bool:
        """Whether it still waits for money."""
        return self.state == self.State.DUE


class Payment(MunicipalModel):
    """One try to pay a fee: at the bank under our reference, or at the counter under a receipt's number.

    The bank's reference and ours are each unique, so what is confirmed twice is done once.
    """

    class Way(TextChoices):
        BANK = "bank", _("by card or bank transfer, online")
        CASH = "cash", _("in cash, at the counter")
        TERMINAL = "terminal", _("by card, at the counter")

    class State(TextChoices):
        OPEN = "open", _("waiting for the bank")
        PAID = "paid", _("paid")
        REFUSED = "refused", _("refused by the bank")
        DIFFERS = "differs", _("not accepted: the bank reported something else")
        GIVEN_UP = "given_up", _("never finished")

    class Problem(TextChoices):
        AMOUNT = "amount", _("another amount")
        CURRENCY = "currency", _("another currency")
        USED = "used", _("a reference of the bank that belongs to another payment")

    fee = models.ForeignKey(Fee, on_delete=models.CASCADE, related_name="payments")
    way = models.CharField(max_length=10, choices=Way.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reference = models.CharField(max_length=40, help_text="Ours; for the counter, the receipt’s number.")
    bank_reference = models.CharField(max_length=80, blank=True)
    amount_tetri = models.PositiveBigIntegerField()
    said_tetri = models.PositiveBigIntegerField(null=True, help_text="What the bank reported.")
    said_currency = models.CharField(max_length=3, blank=True)
    problem = models.CharField(max_length=10, choices=Problem.choices, blank=True)
    is_surplus = models.BooleanField(default=False, help_text="Paid though nothing was owed any more.")
    taken_by = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, help_text="When the bank is asked again.")
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "way", "reference"], name="one_payment_per_reference"
            ),
            models.UniqueConstraint(
                fields=["municipality", "bank_reference"],
                condition=~Q(bank_reference=""),
                name="one_payment_per_bank_reference",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "next_at"], name="payments_to_ask_about"),
            models.Index(fields=["municipality", "state", "answered_at"], name="payments_by_day"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def money(self) -> Money:
        """What was to be paid."""
        return Money(self.amount_tetri)

    @property
    def said(self) -> str:
        """What the bank reported, in figures, with its currency where that is not the lari."""
        if self.said_tetri is None:
            return ""
        return f"{Money(self.said_tetri)} {self.said_currency or LARI}"


class Refund(MunicipalModel):
    """Money going back for one payment: asked for by an official, done by the bank or at the counter."""

    class State(TextChoices):
        ASKED = "asked", _("asked for")
        DONE = "done", _("paid back")
        REFUSED = "refused", _("refused by the bank")

    payment = models.OneToOneField(Payment, on_delete=models.CASCADE, related_name="refund")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    amount_tetri = models.PositiveBigIntegerField()
    reason_locked = models.TextField()
    bank_reference = models.CharField(max_length=80, blank=True)
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        indexes = [models.Index(fields=["municipality", "next_at"], name="refunds_to_ask_about")]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.state}"

    def reason(self, case: Case) -> Any:
        """Why; nothing once the person was erased."""
        return case.opened(self.reason_locked) or ""


class Statement(MunicipalModel):
    """The bank's list of one day, kept as it came."""

    on = models.DateField()
    fetched_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["municipality", "on"], name="one_statement_per_day")]

    def __str__(self) -> str:
        return str(self.on)


class StatementLine(MunicipalModel):
    """One line of the bank's list: money in or back, under its reference and ours."""

    class Kind(TextChoices):
        PAID = "paid", _("paid in")
        REFUNDED = "refunded", _("paid back")

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    bank_reference = models.CharField(max_length=80)
    reference = models.CharField(max_length=40, blank=True)
    amount_tetri = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3, default=LARI)

    class Meta:
        ordering = ["bank_reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "statement", "kind", "bank_reference"], name="one_line_per_reference"
            )
        ]

    def __str__(self) -> str:
        return self.bank_reference

    @property
    def said(self) -> str:
        """The amount in figures, with its currency."""
        return f"{Money(self.amount_tetri)} {self.currency}"
