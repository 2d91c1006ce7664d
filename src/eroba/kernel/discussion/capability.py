"""What the room of discussion adds to the platform."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.discussion.facts import ALL_FACTS
from eroba.kernel.discussion.holdings import holdings_about
from eroba.kernel.discussion.rules import MODERATORS
from eroba.kernel.discussion.tasks import on_person_erased
from eroba.kernel.registry import Capability, MenuEntry

CAPABILITY = Capability(
    name="discussion",
    title=_("Discussion"),
    summary=_("What people say about public matters."),
    menu=(
        MenuEntry(
            title=_("Comments to look at"),
            route="discussion:queue",
            place="desk",
            roles=frozenset(MODERATORS),
        ),
    ),
    facts=ALL_FACTS,
    listens={"person.erased": (on_person_erased,)},
    routes=(("town", "", "eroba.kernel.discussion.urls"),),
    personal=(holdings_about,),
)
