"""Finding receipts: by what was sent, by their own key, by whom they concern."""

from collections.abc import Sequence
from uuid import UUID

from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Person
from eroba.kernel.receipts.models import Receipt

NOT_OPENED = (Receipt.State.WAITING, Receipt.State.SET_ASIDE)


def received_before(kind: str, key: UUID) -> Receipt | None:
    """The receipt of what was sent under this key, if it was."""
    return Receipt.objects.filter(kind=kind, key=key).select_related("person").first()


def receipt_with(receipt_id: UUID) -> Receipt | None:
    """One receipt of this town."""
    return Receipt.objects.filter(pk=receipt_id).first()


def not_opened_of(person_id: UUID | None) -> Sequence[Receipt]:
    """What somebody has sent that has no number yet, the latest first."""
    found = Receipt.objects.filter(person=person_id, state__in=NOT_OPENED).order_by("-id")
    return list(found) if person_id else []


def receipts_of(person: Person) -> Sequence[Receipt]:
    """Everything that came in from somebody, the oldest first."""
    return list(Receipt.objects.filter(person=person).order_by("id"))


def became(receipt: Receipt) -> Matter:
    """What an opened receipt became."""
    return Matter.objects.get(pk=receipt.matter_id)
