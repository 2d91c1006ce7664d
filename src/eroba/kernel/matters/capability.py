"""What the room of matters adds to the platform: threads, the way to one by its number, and two facts."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.matters import facts
from eroba.kernel.matters.days import my_days
from eroba.kernel.registry import Capability, MenuEntry

CAPABILITY = Capability(
    name="matters",
    title=_("Matters"),
    summary=_("Whatever has a number, where it came from and what became of it."),
    menu=(MenuEntry(title=_("By number"), route="matters:number", place="footer"),),
    facts=(facts.MatterTied, facts.MatterUntied),
    routes=(("town", "", "eroba.kernel.matters.urls"),),
    my_dates=(my_days,),
)
