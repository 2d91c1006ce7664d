"""What the portal adds to the platform: the front pages, and the footer's pages about Eroba."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.portal import facts
from eroba.capabilities.portal.opening import portal_steps
from eroba.kernel.registry import Capability, MenuEntry


def _footer(title: str, route: str) -> MenuEntry:
    return MenuEntry(title=title, route=f"country:{route}", place="footer", needs_town=False)


CAPABILITY = Capability(
    name="portal",
    title=_("Portal"),
    summary=_("The front pages of the country and of each town, and search."),
    facts=(
        facts.TownBegun,
        facts.TownOpened,
        facts.TownDescribed,
        facts.CapabilitySwitched,
        facts.SettlementNamed,
    ),
    routes=(
        ("bare", "crests/", "eroba.capabilities.portal.crest_urls"),
        ("town", "desk/town/", "eroba.capabilities.portal.desk_urls"),
        ("country", "", "eroba.capabilities.portal.country_urls"),
        ("town", "", "eroba.capabilities.portal.urls"),
    ),
    opening=(portal_steps,),
    menu=(
        MenuEntry(
            title=_("Before opening"),
            route="town_desk:opening",
            place="desk",
            roles=frozenset({"head", "operator"}),
            order=1,
            only_in_preparation=True,
        ),
        MenuEntry(
            title=_("Our town"), route="town_desk:town", place="desk", roles=frozenset({"head"}), order=900
        ),
        _footer(_("About Eroba"), "about"),
        _footer(_("Help"), "help"),
        _footer(_("Privacy"), "privacy"),
        _footer(_("Accessibility"), "accessibility"),
        _footer(_("Licences"), "licences"),
    ),
)
