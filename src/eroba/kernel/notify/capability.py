"""What notices add to the platform: an inbox and wishes on My page, following, feeds, and every way news leaves."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.notify.facts import ALL_FACTS
from eroba.kernel.notify.feeds import ways_to_follow
from eroba.kernel.notify.queries.holdings import notices_about
from eroba.kernel.notify.queries.wishes import CONCERNED, FOLLOWING, GENERAL
from eroba.kernel.notify.tasks.phones import forget_unconfirmed_phones, send_code
from eroba.kernel.notify.tasks.sending import (
    ask_to_confirm,
    let_due_go,
    send_by_email,
    send_by_sms,
    send_digest,
    send_let_go,
)
from eroba.kernel.notify.tasks.telling import (
    forget_unconfirmed_addresses,
    on_person_erased,
    tell_about_public,
    tell_concerned,
)
from eroba.kernel.notify.views.inbox import unread_card
from eroba.kernel.registry import Capability, MenuEntry, NewsKind

CAPABILITY = Capability(
    name="notify",
    title=_("Notices"),
    summary=_("What the municipality wrote to you."),
    facts=ALL_FACTS,
    news=(
        NewsKind(code=CONCERNED, title=_("Matters that concern you")),
        NewsKind(code=FOLLOWING, title=_("What you follow")),
        NewsKind(code=GENERAL, title=_("Other messages of the town hall")),
    ),
    listens={
        "notice.written": (send_by_email, send_by_sms),
        "notice.let_go": (send_let_go,),
        "digest.made": (send_digest,),
        "follow.asked": (ask_to_confirm,),
        "phone_check.asked": (send_code,),
        "undertaking.due_soon": (tell_concerned,),
        "person.erased": (on_person_erased,),
    },
    hears_all_public=(tell_about_public,),
    sweeps=(let_due_go, forget_unconfirmed_addresses, forget_unconfirmed_phones),
    routes=(
        ("my", "notices/", "eroba.kernel.notify.urls.my"),
        ("town", "follow/", "eroba.kernel.notify.urls.town"),
        ("town", "", "eroba.kernel.notify.urls.feeds"),
    ),
    menu=(
        MenuEntry(title=_("Messages"), route="notices:inbox", place="my", needs_town=False),
        MenuEntry(title=_("Follow the town"), route="feeds:list", place="footer"),
    ),
    my_cards=(unread_card,),
    ways=(ways_to_follow,),
    personal=(notices_about,),
)
