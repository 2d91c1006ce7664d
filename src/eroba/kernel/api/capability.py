"""What the room of the programming interface adds to the platform."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.api.facts import ALL_FACTS
from eroba.kernel.api.holdings import holdings_about
from eroba.kernel.api.rules import KEEPERS
from eroba.kernel.api.tasks import forget_old_tokens, on_person_erased
from eroba.kernel.registry import Capability, MenuEntry

CAPABILITY = Capability(
    name="api",
    title=_("Apps and interface"),
    summary=_("Other programs may use what the town offers, and act for those who let them."),
    menu=(
        MenuEntry(title=_("Apps I let in"), route="my_apps:list", place="my", needs_town=False),
        MenuEntry(
            title=_("Apps the town lets in"), route="apps_desk:list", place="desk", roles=frozenset(KEEPERS)
        ),
        MenuEntry(title=_("For developers"), route="developers:page", place="footer", needs_town=False),
    ),
    facts=ALL_FACTS,
    listens={"person.erased": (on_person_erased,)},
    sweeps=(forget_old_tokens,),
    routes=(
        ("bare", "api/v1/<slug:municipality>/oauth/", "eroba.kernel.api.urls.oauth"),
        ("country", "developers/", "eroba.kernel.api.urls.developers"),
        ("my", "apps/", "eroba.kernel.api.urls.my"),
        ("town", "apps/", "eroba.kernel.api.urls.town"),
        ("town", "desk/apps/", "eroba.kernel.api.urls.desk"),
    ),
    personal=(holdings_about,),
)
