"""What a card says of something begun: that it is a draft, or that it was received and has no number yet."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from eroba.capabilities.services.models import Draft
from eroba.capabilities.services.queries.accepted import receipt_read_with
from eroba.kernel.receipts.models import Receipt


@dataclass(frozen=True)
class DraftWords:
    """The text of a card, its status as a word with its shape, and the receipt it leads to once it was sent."""

    text: str
    status: str
    kind: str
    receipt_id: UUID | None = None


def words_of_draft(draft: Draft) -> DraftWords:
    """How something begun stands."""
    receipt = receipt_read_with(draft)
    if receipt is None:
        return DraftWords(_("Begun, not sent yet."), _("Draft"), "open")
    moment = localtime(receipt.received_at)
    said = {
        "day": date_format(moment, "DATE_FORMAT"),
        "time": moment.strftime("%H:%M:%S"),
        "number": receipt.number,
    }
    text = _("Received on %(day)s at %(time)s, receipt %(number)s.") % said
    kind = "attention" if receipt.state == Receipt.State.SET_ASIDE else "progress"
    return DraftWords(text, str(receipt.get_state_display()), kind, receipt.pk)
