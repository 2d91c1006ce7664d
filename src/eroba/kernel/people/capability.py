"""What the room of people adds to the platform: saying who one is, My page, and the way to the desk."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.people import facts
from eroba.kernel.people.holdings import holdings_about
from eroba.kernel.people.models import Role
from eroba.kernel.registry import Capability, MenuEntry

CAPABILITY = Capability(
    name="people",
    title=_("People"),
    summary=_("Accounts, persons, posts, and who one is in each town."),
    facts=(
        facts.PersonIdentified,
        facts.PersonRegistered,
        facts.ContactChanged,
        facts.PersonExported,
        facts.PersonErased,
        facts.OfficialAppointed,
        facts.OfficialLeft,
        facts.NeedsSet,
    ),
    menu=(
        MenuEntry(title=_("My page"), route="my:home", place="my", needs_town=False),
        MenuEntry(title=_("My details"), route="my:details", place="my", needs_town=False),
        MenuEntry(title=_("Signing in"), route="my:security", place="my", needs_town=False),
        MenuEntry(
            title=_("How people sign in"),
            route="desk:signing_in",
            place="desk",
            roles=frozenset({str(Role.HEAD)}),
            order=900,
        ),
    ),
    routes=(
        ("country", "account/hand-over/", "eroba.kernel.people.urls.hand_over"),
        ("country", "account/", "eroba.kernel.people.urls.signing_in"),
        ("town", "account/", "eroba.kernel.people.urls.own_account"),
        ("town", "identify/", "eroba.kernel.people.urls.town"),
        ("town", "desk/", "eroba.kernel.people.urls.desk"),
        ("my", "", "eroba.kernel.people.urls.my"),
    ),
    personal=(holdings_about,),
)
