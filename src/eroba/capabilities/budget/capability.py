"""What the citizen's budget adds to the platform: its pages, its menus, its facts and its open data."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget import law
from eroba.capabilities.budget.exports import write_fiscal
from eroba.capabilities.budget.facts import ALL_FACTS, PUBLIC_FACTS
from eroba.capabilities.budget.programmes import ways_to_programmes
from eroba.capabilities.budget.rules import STAFF
from eroba.kernel.registry import Capability, MenuEntry, OpenExport, Topic

CAPABILITY = Capability(
    name="budget",
    title=_("Budget"),
    summary=_("What the town's money goes to, for each 100 lari, down to the tetri."),
    door="townhall",
    menu=(
        MenuEntry(title=_("Budget"), route="budget:home", place="public"),
        MenuEntry(title=_("Budget"), route="budget:desk", place="desk", roles=frozenset(STAFF), order=520),
    ),
    matter_kinds={
        "budget": _("Budget"),
        "priorities": _("Priorities document"),
        "programme": _("Programme of the budget"),
        "budget_remark": _("Remark of a budget meeting"),
    },
    facts=ALL_FACTS,
    deadlines=(law.periods,),
    topics=(Topic(code="budget", title=_("Budget"), facts=PUBLIC_FACTS),),
    exports=(OpenExport(kind="fiscal", title=_("Budgets, as a Fiscal Data Package"), write=write_fiscal),),
    ways=(ways_to_programmes,),
    routes=(("town", "", "eroba.capabilities.budget.urls"),),
)
