"""What the room of people adds to the platform: saying who one is, My page, and the way to the desk."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.people import facts
from eroba.kernel.people.bodies.facts import ALL_FACTS as BODY_FACTS
from eroba.kernel.people.bodies.rules import KEEPERS
from eroba.kernel.people.holdings import holdings_about
from eroba.kernel.people.models import Role
from eroba.kernel.people.staff import facts as staff_facts
from eroba.kernel.people.staff.opening import staff_steps
from eroba.kernel.people.staff.rules import KEEPERS as STAFF_KEEPERS
from eroba.kernel.people.staff.tasks import on_invited
from eroba.kernel.people.standing import facts as standing_facts
from eroba.kernel.people.standing import tasks as standing
from eroba.kernel.people.standing.rules import CONFIRMING
from eroba.kernel.people.views.rights import GRANTING
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
        *BODY_FACTS,
        *standing_facts.ALL_FACTS,
        *staff_facts.ALL_FACTS,
    ),
    menu=(
        MenuEntry(title=_("My page"), route="my:home", place="my", needs_town=False),
        MenuEntry(title=_("My details"), route="my:details", place="my", needs_town=False),
        MenuEntry(title=_("Signing in"), route="my:security", place="my", needs_town=False),
        MenuEntry(title=_("Bodies"), route="bodies:list", place="public", order=110),
        MenuEntry(title=_("Bodies and members"), route="bodies:desk", place="desk", roles=KEEPERS, order=300),
        MenuEntry(
            title=_("Posts and units"), route="staff:list", place="desk", roles=STAFF_KEEPERS, order=310
        ),
        MenuEntry(
            title=_("Who may act for whom"), route="standing:desk", place="desk", roles=CONFIRMING, order=290
        ),
        MenuEntry(
            title=_("A person’s own data"), route="rights:find", place="desk", roles=GRANTING, order=320
        ),
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
        ("town", "desk/staff/", "eroba.kernel.people.urls.staff"),
        ("town", "desk/personal-data/", "eroba.kernel.people.urls.rights"),
        ("town", "desk/", "eroba.kernel.people.urls.desk"),
        ("town", "", "eroba.kernel.people.urls.bodies"),
        ("town", "", "eroba.kernel.people.urls.standing"),
        ("my", "", "eroba.kernel.people.urls.my"),
    ),
    listens={
        staff_facts.OfficialInvited.name: (on_invited,),
        standing_facts.RepresentationConfirmed.name: (standing.on_confirmed,),
        standing_facts.RepresentationRefused.name: (standing.on_refused,),
        standing_facts.RepresentationEnded.name: (standing.on_ended,),
    },
    opening=(staff_steps,),
    sweeps=(standing.end_what_ran_out,),
    personal=(holdings_about,),
)
