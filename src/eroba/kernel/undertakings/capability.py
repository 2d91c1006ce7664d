"""What the room of promises adds to the platform."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.registry import Capability, MenuEntry
from eroba.kernel.undertakings import cards
from eroba.kernel.undertakings.facts import ALL_FACTS
from eroba.kernel.undertakings.rules import STAFF
from eroba.kernel.undertakings.tasks import announce_late_undertakings

CAPABILITY = Capability(
    name="undertakings",
    title=_("Promises"),
    summary=_("What the town hall promised, by when, and what became of it."),
    door="townhall",
    matter_kinds={"undertaking": _("Promise")},
    menu=(
        MenuEntry(title=_("Promises"), route="undertakings:list", place="public"),
        MenuEntry(
            title=_("Promises under way"), route="undertakings:desk", place="desk", roles=frozenset(STAFF)
        ),
    ),
    facts=ALL_FACTS,
    sweeps=(announce_late_undertakings,),
    routes=(("town", "", "eroba.kernel.undertakings.urls"),),
    home_cards=(cards.home_cards,),
    figures=(cards.figures,),
)
