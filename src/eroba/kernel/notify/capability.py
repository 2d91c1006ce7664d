"""What notices add to the platform: an inbox on My page, and e-mail after each notice."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.notify.facts import NoticeWritten
from eroba.kernel.notify.queries import notices_about
from eroba.kernel.notify.tasks import on_notice_written
from eroba.kernel.notify.views import unread_card
from eroba.kernel.registry import Capability, MenuEntry

CAPABILITY = Capability(
    name="notify",
    title=_("Notices"),
    summary=_("What the municipality wrote to you."),
    facts=(NoticeWritten,),
    listens={"notice.written": (on_notice_written,)},
    routes=(("my", "notices/", "eroba.kernel.notify.urls"),),
    menu=(MenuEntry(title=_("Messages"), route="notices:inbox", place="my", needs_town=False),),
    my_cards=(unread_card,),
    personal=(notices_about,),
)
