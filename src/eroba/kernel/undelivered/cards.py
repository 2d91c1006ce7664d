"""A card on My page of those who may act, while something has not arrived and nobody looks after it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eroba.kernel.actions import Actor
from eroba.kernel.registry import Card
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.undelivered.queries import Standing, undelivered
from eroba.kernel.undelivered.rules import MAY_ACT


def undelivered_card(by: Actor) -> list[Card]:
    """How many things need somebody; nothing for everybody else, and nothing when all arrived."""
    if not by.has_role(*MAY_ACT):
        return []
    count = undelivered(standing=str(Standing.DEAD)).count()
    if not count:
        return []
    address = reverse("undelivered:list", kwargs={"municipality": current_municipality().slug})
    said = ngettext("%(count)d needs somebody", "%(count)d need somebody", count) % {"count": count}
    return [
        Card(
            title=_("What did not arrive"),
            text=_("It was tried for days and is not tried any more."),
            address=f"{address}?standing={Standing.DEAD}",
            status=said,
            status_kind="late",
        )
    ]
