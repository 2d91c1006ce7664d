"""What this room does when it hears of something."""

from eroba.kernel.documents.upkeep import forget_files_of
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery


def on_person_erased(fact: Fact, delivery: Delivery) -> None:
    """Destroy the files of somebody who was erased, or note until when the law keeps them."""
    forget_files_of(fact.person_id)  # type: ignore[attr-defined]
