"""What look-ups in registers add to the platform."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers import facts, tasks
from eroba.kernel.registry import Capability

CAPABILITY = Capability(
    name="registers",
    title=_("Registers"),
    summary=_("What we asked registers of the state, for whom and why."),
    facts=(facts.LookUpAnswered, facts.LookUpFoundNothing, facts.LookUpUnavailable, facts.LookUpGivenUp),
    sweeps=(tasks.ask_open_questions,),
)
