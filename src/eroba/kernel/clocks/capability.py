"""What the room of clocks adds to the platform: its facts and what the worker does for it."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.clocks.facts import ALL_FACTS
from eroba.kernel.clocks.opening import calendar_steps
from eroba.kernel.clocks.tasks import announce_due_and_late
from eroba.kernel.registry import Capability, MenuEntry

KEEPERS = frozenset({"head", "auditor"})

CAPABILITY = Capability(
    name="clocks",
    title=_("Deadlines"),
    menu=(
        MenuEntry(title=_("Legal periods"), route="clocks:rules", place="desk", roles=KEEPERS, order=800),
        MenuEntry(
            title=_("Holidays and closures"), route="clocks:calendar", place="desk", roles=KEEPERS, order=800
        ),
    ),
    routes=(("town", "", "eroba.kernel.clocks.urls"),),
    facts=ALL_FACTS,
    opening=(calendar_steps,),
    sweeps=(announce_due_and_late,),
)
