"""Who may see a receipt, and who sets one aside."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.receipts.models import Receipt

CARE = "General Administrative Code, art. 8"


def may_read_receipt(by: Actor, receipt: Receipt) -> Verdict:
    """Whoever it was sent for, or who acts for them as far as this service."""
    if by.person_id == receipt.person_id and by.reaches(service=str(receipt.about.get("service", ""))):
        return allow()
    return refuse(_("This receipt belongs to somebody else."))


def may_set_aside(by: Actor, receipt: Receipt) -> Verdict:
    """The platform itself, when it could not open what came in."""
    return allow(CARE) if by.is_system else refuse(_("The platform does this by itself."), CARE)
