"""What the room of discussion adds to the platform."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.discussion.facts import ALL_FACTS
from eroba.kernel.discussion.holdings import holdings_about
from eroba.kernel.discussion.notices import (
    NEWS,
    tell_author,
    tell_author_of_answer,
    tell_author_of_publication,
)
from eroba.kernel.discussion.practice_ground import COMMENT, PRACTICES, start_comment, state_of_comment
from eroba.kernel.discussion.rules import MODERATORS
from eroba.kernel.discussion.tasks import on_person_erased
from eroba.kernel.discussion.ways import ways_to_discuss
from eroba.kernel.registry import Capability, MenuEntry, NewsKind

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
    news=(NewsKind(code=NEWS, title=_("Your comments")),),
    listens={
        "person.erased": (on_person_erased,),
        "comment.published": (tell_author_of_publication, tell_author_of_answer),
        "comment.hidden": (tell_author,),
        "comment.restored": (tell_author,),
        "comment.appeal_rejected": (tell_author,),
    },
    routes=(("town", "", "eroba.kernel.discussion.urls"),),
    ways=(ways_to_discuss,),
    personal=(holdings_about,),
    practices=(PRACTICES,),
    practice_starts={COMMENT: start_comment},
    practice_states={COMMENT: state_of_comment},
)
