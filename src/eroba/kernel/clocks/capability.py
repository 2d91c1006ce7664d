"""What the room of clocks adds to the platform: its facts and what the worker does for it."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.clocks.facts import ALL_FACTS
from eroba.kernel.clocks.tasks import announce_due_and_late
from eroba.kernel.registry import Capability

CAPABILITY = Capability(
    name="clocks",
    title=_("Deadlines"),
    facts=ALL_FACTS,
    sweeps=(announce_due_and_late,),
)
