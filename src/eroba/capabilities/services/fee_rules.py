"""Who may pay, take, let go and pay back; each answer with its reason and its law."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from eroba.capabilities.services.models import Fee, Payment, Refund
from eroba.capabilities.services.rules import STAFF, is_applicant_of
from eroba.kernel.actions import Actor, Verdict, allow, refuse

# Kept in the journal as they stand here; pages say them in the reader's language.
MONEY = gettext_noop("Local Self-Government Code, art. 16")


def may_open_payment(by: Actor, fee: Fee) -> Verdict:
    """The applicant, or who acts for them, pays what is still owed."""
    if not is_applicant_of(by, fee.case):
        return refuse(_("This payment belongs to somebody else’s application."))
    return _if_due(fee)


def may_take_at_counter(by: Actor, fee: Fee) -> Verdict:
    """Officials take money at the counter."""
    if not by.has_role(*STAFF):
        return refuse(_("Only officials of the town hall take money at the counter."), MONEY)
    return _if_due(fee)


def may_waive_fee(by: Actor, fee: Fee) -> Verdict:
    """Only a head lets a fee go, with a reason."""
    if not by.has_role("head"):
        return refuse(_("Only the head of a unit can let somebody off a payment."), MONEY)
    return _if_due(fee)


def may_record_bank_answer(by: Actor) -> Verdict:
    """Only the platform writes down what the bank said, after it looked at the bank's signature."""
    return (
        allow(MONEY) if by.is_system else refuse(_("The platform writes down what the bank says by itself."))
    )


def may_ask_refund(by: Actor, payment: Payment) -> Verdict:
    """Only a head sends money back, once for each payment."""
    if not by.has_role("head"):
        return refuse(_("Only the head of a unit pays money back."), MONEY)
    if payment.state != Payment.State.PAID:
        return refuse(_("Nothing was paid here, so nothing can be paid back."), MONEY)
    if Refund.objects.filter(payment=payment).exclude(state=Refund.State.REFUSED).exists():
        return refuse(_("This payment is being paid back already."), MONEY)
    return allow(MONEY)


def may_see_payments(by: Actor) -> Verdict:
    """Officials see the bank's lists beside ours."""
    return allow(MONEY) if by.has_role(*STAFF) else refuse(_("Only officials of the town hall see this."))


def _if_due(fee: Fee) -> Verdict:
    return allow(fee.basis_ka) if fee.is_open else refuse(_("Nothing is owed here any more."), fee.basis)
