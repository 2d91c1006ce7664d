"""Applications that were accepted and have no number yet."""

from uuid import UUID

from django.db.models import OuterRef, Subquery

from eroba.capabilities.services.models import Draft
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.receipts.queries import received_before

#: The kind of their receipts.
APPLICATION = "services.application"


def receipt_of_draft() -> dict[str, Subquery]:
    """Annotates drafts with what their receipt says, if they were sent and wait for their case."""
    mine = Receipt.objects.filter(kind=APPLICATION, key=OuterRef("pk"))
    return {
        "receipt_id": Subquery(mine.values("pk")[:1]),
        "receipt_state": Subquery(mine.values("state")[:1]),
        "receipt_at": Subquery(mine.values("received_at")[:1]),
    }


def receipt_read_with(draft: Draft) -> Receipt | None:
    """The receipt of a draft that was read with `receipt_of_draft`: its number, moment and state, nothing else."""
    if getattr(draft, "receipt_id", None) is None:
        return None
    return Receipt(pk=draft.receipt_id, state=draft.receipt_state, received_at=draft.receipt_at)  # type: ignore[attr-defined]


def is_set_aside(draft: Draft) -> bool:
    """Whether a draft was sent and could not be opened: it waits for the town hall, and its person may go on."""
    receipt = accepted_draft(draft.pk)
    return receipt is not None and receipt.state == Receipt.State.SET_ASIDE


def accepted_draft(draft_id: UUID) -> Receipt | None:
    """The receipt of a draft that was sent, if it was."""
    return received_before(APPLICATION, draft_id)


def was_sent(draft: Draft) -> bool:
    """Whether a draft was sent and waits for its case."""
    return accepted_draft(draft.pk) is not None
