"""What the room of promises adds to the platform."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.registry import Capability, MenuEntry, Topic
from eroba.kernel.undertakings import cards
from eroba.kernel.undertakings.days import promised_days
from eroba.kernel.undertakings.facts import ALL_FACTS, PUBLIC_FACTS
from eroba.kernel.undertakings.rules import STAFF
from eroba.kernel.undertakings.tasks import announce_late_undertakings, remind_of_undertakings

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
    sweeps=(announce_late_undertakings, remind_of_undertakings),
    topics=(Topic(code="promises", title=_("Promises of the town hall"), facts=PUBLIC_FACTS),),
    dates=(promised_days,),
    routes=(("town", "", "eroba.kernel.undertakings.urls"),),
    home_cards=(cards.home_cards,),
    figures=(cards.figures,),
)
