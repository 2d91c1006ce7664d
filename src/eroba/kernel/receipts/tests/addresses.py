"""What stands behind the address of a receipt, for the walk through two towns."""

from collections.abc import Mapping
from typing import Any

from eroba.kernel.audit.personal import encrypt_for
from eroba.kernel.base.ids import uuid7
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.receipts.taking import take_in
from tests.towns.hall import TownHall


def furnish(hall: TownHall) -> Mapping[str, Mapping[str, Any]]:
    """Something the resident sent that could not be opened yet."""
    receipt = take_in(
        sender=hall.actor(hall.resident),
        kind="services.application",
        key=uuid7(),
        person=hall.person,
        about={"title": {"ka": hall.mark, "en": hall.mark}, "service": "none"},
        sealed=encrypt_for(hall.person.pk, hall.mark),
    )
    Receipt.objects.filter(pk=receipt.pk).update(state=Receipt.State.SET_ASIDE)
    return {"receipts:show": {"key": receipt.pk}}
