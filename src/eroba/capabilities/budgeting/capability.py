"""What budgeting adds to the platform: participatory rounds with their pages, facts, feeds and days, and the count."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting import cards, tasks
from eroba.capabilities.budgeting.exports import write_ballots
from eroba.capabilities.budgeting.facts import ALL_FACTS
from eroba.capabilities.budgeting.holdings import holdings_about
from eroba.capabilities.budgeting.rules import AT_BALLOTS
from eroba.kernel.registry import Capability, MenuEntry, OpenExport, Topic

CAPABILITY = Capability(
    name="budgeting",
    title=_("Participatory budget"),
    summary=_("Propose what the town should build, and vote on it; anybody can count again."),
    door="together",
    menu=(
        MenuEntry(title=_("Participatory budget"), route="budgeting:list", place="public"),
        MenuEntry(
            title=_("Participatory budget"),
            route="budgeting:desk",
            place="desk",
            roles=frozenset(AT_BALLOTS),
            order=510,
        ),
    ),
    lasting=frozenset({"budgeting:detail", "budgeting:project", "budgeting:results", "budgeting:receipt"}),
    matter_kinds={"budget_round": _("Participatory round"), "budget_project": _("Project of residents")},
    facts=ALL_FACTS,
    sweeps=(
        tasks.open_votings,
        tasks.close_votings,
        tasks.count_rounds,
        tasks.destroy_keys,
        tasks.forget_tries,
    ),
    topics=(Topic(code="rounds", title=_("Participatory budget"), facts=ALL_FACTS),),
    dates=(cards.phase_days,),
    routes=(("town", "", "eroba.capabilities.budgeting.urls"),),
    home_cards=(cards.home_cards,),
    my_cards=(cards.my_cards,),
    finds=(cards.finds,),
    exports=(
        OpenExport(kind="ballots", title=_("Ballots of participatory rounds (.pb)"), write=write_ballots),
    ),
    personal=(holdings_about,),
)
