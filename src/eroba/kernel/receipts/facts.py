"""What happens with a receipt that cannot be opened, as a sentence for the staff."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class ReceiptSetAside(Fact):
    """Something that came in could not be opened; the outbox tries it again until it is or somebody gives it up."""

    name = "receipt.set_aside"
    sentence = _("What came in under {number} could not be opened.")
    shown_to = "staff"

    receipt_id: UUID
    number: str
    key: UUID


ALL_FACTS = (ReceiptSetAside,)
