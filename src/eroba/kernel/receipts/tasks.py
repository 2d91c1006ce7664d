"""What the outbox does with a receipt that was set aside: it tries to open it, again and again."""

from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.receipts.opening import open_set_aside


def open_again(fact: Fact, delivery: Delivery) -> None:
    """Open what was set aside; nothing when it was opened meanwhile."""
    open_set_aside(fact.receipt_id)  # type: ignore[attr-defined]
