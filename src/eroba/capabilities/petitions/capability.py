"""What petitions add to the platform: pages, menus, facts, periods, feeds, and what the worker does for them."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions import cards, law, tasks
from eroba.capabilities.petitions.facts import ALL_FACTS, PUBLIC_FACTS
from eroba.capabilities.petitions.holdings import holdings_about
from eroba.capabilities.petitions.rules import ENTER_SHEETS
from eroba.kernel.registry import Capability, MenuEntry, Topic

CAPABILITY = Capability(
    name="petitions",
    title=_("Petitions"),
    summary=_("Ask the council for an act or a discussion, and sign what others ask for."),
    door="together",
    menu=(
        MenuEntry(title=_("Petitions"), route="petitions:list", place="public"),
        MenuEntry(
            title=_("Petitions"),
            route="petitions:desk",
            place="desk",
            roles=frozenset(ENTER_SHEETS),
            order=500,
        ),
    ),
    lasting=frozenset({"petitions:detail", "petitions:check"}),
    matter_kinds={"petition": _("Petition")},
    facts=ALL_FACTS,
    deadlines=(law.periods,),
    sweeps=(
        tasks.send_codes,
        tasks.seal_all_receipts,
        tasks.announce_thresholds,
        tasks.end_what_is_over,
        tasks.go_on_with_checks,
        tasks.send_letters,
        tasks.destroy_keys,
        tasks.see_end_of_term,
        tasks.forget_unconfirmed,
    ),
    topics=(Topic(code="petitions", title=_("Petitions"), facts=PUBLIC_FACTS),),
    dates=(cards.closing_days,),
    routes=(("town", "", "eroba.capabilities.petitions.urls"),),
    home_cards=(cards.home_cards,),
    my_cards=(cards.my_cards,),
    finds=(cards.finds,),
    personal=(holdings_about,),
)
