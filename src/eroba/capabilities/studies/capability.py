"""What studying the next services adds to the platform: its pages, its menus and its facts."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.studies.facts import ALL_FACTS
from eroba.kernel.registry import Capability, MenuEntry

CAPABILITY = Capability(
    name="studies",
    title=_("The next services"),
    summary=_("Propose what should become a service, and see what each request on paper costs."),
    door="together",
    menu=(
        MenuEntry(title=_("The next services"), route="studies:list", place="footer"),
        MenuEntry(
            title=_("Studying the next services"),
            route="studies:desk",
            place="desk",
            roles=frozenset({"clerk", "head"}),
            order=500,
        ),
    ),
    matter_kinds={"study": _("Study of a service"), "built_service": _("Service that came of a study")},
    facts=ALL_FACTS,
    routes=(("town", "", "eroba.capabilities.studies.urls"),),
)
