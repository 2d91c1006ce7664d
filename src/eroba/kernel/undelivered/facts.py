"""What people do with something that did not arrive, as sentences for the staff."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class DeliveryGivenUp(Fact):
    """Somebody decided that it will not be tried any more. The reason stays with the delivery."""

    name = "delivery.given_up"
    sentence = _("Something that did not arrive was given up, with a reason.")
    shown_to = "staff"

    delivery_id: UUID


ALL_FACTS = (DeliveryGivenUp,)
