"""What the room of what did not arrive adds to the platform: its desk pages and one fact."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.registry import Capability, MenuEntry
from eroba.kernel.undelivered.cards import undelivered_card
from eroba.kernel.undelivered.facts import ALL_FACTS
from eroba.kernel.undelivered.rules import MAY_SEE

CAPABILITY = Capability(
    name="undelivered",
    title=_("Upkeep"),
    summary=_("What did not arrive, why, and what can be done about it."),
    facts=ALL_FACTS,
    menu=(
        MenuEntry(
            title=_("What did not arrive"),
            route="undelivered:list",
            place="desk",
            roles=frozenset(MAY_SEE),
            order=900,
        ),
    ),
    routes=(("town", "desk/undelivered/", "eroba.kernel.undelivered.urls"),),
    my_cards=(undelivered_card,),
)
