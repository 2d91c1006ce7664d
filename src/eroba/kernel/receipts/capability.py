"""What the room of receipts adds to the platform: the page of a receipt, and what happens to one set aside."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.receipts.facts import ALL_FACTS
from eroba.kernel.receipts.holdings import holdings_about, holds_of
from eroba.kernel.receipts.tasks import open_again
from eroba.kernel.registry import Capability

CAPABILITY = Capability(
    name="receipts",
    title=_("Receipts"),
    summary=_("What came in, when, and what became of it."),
    facts=ALL_FACTS,
    listens={"receipt.set_aside": (open_again,)},
    routes=(("town", "receipts/", "eroba.kernel.receipts.urls"),),
    personal=(holdings_about,),
    holds=(holds_of,),
)
