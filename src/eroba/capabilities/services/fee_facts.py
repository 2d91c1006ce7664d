"""What can happen to a fee, as sentences. No reason that names anything of a person stands in a fact."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.facts import ServiceFact, Words
from eroba.kernel.base.money import Money
from eroba.kernel.ui.numbers import money


@dataclass(frozen=True)
class FeeFact(ServiceFact):
    """A fact about one fee, its title and amount."""

    title: Words
    amount: str

    def words(self) -> str:
        """The sentence in the language being read, the amount as people write it there."""
        shown = replace(self, amount=money(Money.of_lari(self.amount)))
        return super(FeeFact, shown).words()


@dataclass(frozen=True)
class FeeRaised(FeeFact):
    """Something is to be paid."""

    name = "fee.raised"
    sentence = _("To be paid: {title}, {amount}.")


@dataclass(frozen=True)
class FeeExempt(FeeFact):
    """Nothing is to be paid, by a rule."""

    name = "fee.exempt"
    sentence = _("Nothing is to be paid for “{title}”: an exemption applies.")


@dataclass(frozen=True)
class FeePaid(FeeFact):
    """A fee was paid."""

    name = "fee.paid"
    sentence = _("Paid: {title}, {amount}.")


@dataclass(frozen=True)
class FeeWaived(FeeFact):
    """An official let a fee go."""

    name = "fee.waived"
    sentence = _("The town hall lets you off this payment: {title}, {amount}.")


@dataclass(frozen=True)
class FeeDropped(FeeFact):
    """A fee is no longer owed, because the application ended."""

    name = "fee.dropped"
    sentence = _("This need not be paid any more: {title}, {amount}.")


@dataclass(frozen=True)
class PaymentRefused(FeeFact):
    """The bank refused a payment; nothing was taken."""

    name = "payment.refused"
    sentence = _("The bank refused the payment: {title}, {amount}. Nothing was taken; it can be tried again.")


@dataclass(frozen=True)
class PaymentDiffers(FeeFact):
    """The bank reported something else than was owed, so it was not accepted."""

    name = "payment.differs"
    sentence = _(
        "The bank reported something else than was owed for “{title}” ({amount}); the town hall looks into it."
    )


@dataclass(frozen=True)
class PaymentSurplus(FeeFact):
    """Money came though nothing was owed any more."""

    name = "payment.surplus"
    sentence = _(
        "Money came for “{title}” ({amount}) though nothing was owed any more; it is to be paid back."
    )


@dataclass(frozen=True)
class RefundAsked(FeeFact):
    """An official asked the bank to pay back."""

    name = "refund.asked"
    sentence = _("Money is being paid back: {title}, {amount}.")


@dataclass(frozen=True)
class RefundDone(FeeFact):
    """The money went back."""

    name = "refund.done"
    sentence = _("Money was paid back: {title}, {amount}.")


@dataclass(frozen=True)
class RefundRefused(FeeFact):
    """The bank did not pay back; a person must look."""

    name = "refund.refused"
    sentence = _("The bank refused to pay back: {title}, {amount}.")
    shown_to = "staff"


FEE_FACTS = (
    FeeRaised, FeeExempt, FeePaid, FeeWaived, FeeDropped, PaymentRefused, PaymentDiffers, PaymentSurplus,
    RefundAsked, RefundDone, RefundRefused,
)  # fmt: skip
