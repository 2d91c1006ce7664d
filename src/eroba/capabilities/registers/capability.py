"""What look-ups in registers add to the platform."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from eroba.capabilities.registers import exports, facts, tasks
from eroba.capabilities.registers.dropped_files import take_dropped_files
from eroba.capabilities.registers.periods import periods_of_looks
from eroba.capabilities.registers.queries import looks
from eroba.capabilities.registers.queries.papers import papers_fetched_this_year
from eroba.capabilities.registers.rules import ANSWERING, ORDERING, WATCHERS
from eroba.kernel.actions import Actor
from eroba.kernel.people.queries import person_behind
from eroba.kernel.registry import Capability, Card, Figure, MenuEntry, NewsKind
from eroba.kernel.ui.numbers import number


def looks_card(actor: Actor) -> Sequence[Card]:
    """Tells a person on My page how often others looked, as soon as somebody did."""
    person = person_behind(actor)
    others = looks.Wanted(who="others")
    count = looks.look_ups_about(person, others).count() if person else 0
    count += len(looks.openings_of(person, others)) if person else 0
    if not count:
        return ()
    looked = ngettext("%(count)s look by others", "%(count)s looks by others", count) % {"count": count}
    return (Card(title=_("Who looked at my data"), text=looked, address=reverse("registers_my:who-looked")),)


def fetched_figures() -> Sequence[Figure]:
    """Shows on the home of a town how many papers nobody had to bring this year."""
    count = papers_fetched_this_year()
    if count is None:
        return ()
    words = _("papers we fetched this year, so that nobody had to bring them")
    return (Figure(value=number(count), label=words),)


CAPABILITY = Capability(
    name="registers",
    title=_("Registers"),
    summary=_("What we asked registers of the state, for whom and why."),
    menu=(
        MenuEntry(
            title=_("Who looked at my data"), route="registers_my:who-looked", place="my", needs_town=False
        ),
        MenuEntry(title=_("Papers we fetched"), route="registers:papers", place="footer"),
        MenuEntry(
            title=_("Registers"),
            route="registers_desk:list",
            place="desk",
            roles=frozenset(WATCHERS),
            order=700,
        ),
        MenuEntry(
            title=_("Questions about looks"),
            route="registers_desk:questions",
            place="desk",
            roles=frozenset(ANSWERING),
            order=260,
        ),
        MenuEntry(
            title=_("Looks shown later"),
            route="registers_desk:delays",
            place="desk",
            roles=frozenset(ORDERING),
            order=710,
        ),
    ),
    matter_kinds={"look_question": _("Question about a look")},
    facts=(*facts.LOOK_UP_FACTS, *facts.REGISTER_FACTS, *facts.CONSENT_FACTS, *facts.DISCLOSURE_FACTS),
    listens={
        facts.LookQuestionAnswered.name: (tasks.on_look_question_answered,),
        facts.LooksDisclosed.name: (tasks.on_looks_disclosed,),
    },
    news=(NewsKind(code=tasks.NEWS, title=_("Looks at your data")),),
    deadlines=(periods_of_looks,),
    sweeps=(take_dropped_files, tasks.ask_open_questions, tasks.show_what_was_kept_back),
    routes=(
        ("my", "who-looked/", "eroba.capabilities.registers.urls.my"),
        ("town", "registers/", "eroba.capabilities.registers.urls.town"),
        ("town", "desk/registers/", "eroba.capabilities.registers.urls.desk"),
    ),
    figures=(fetched_figures,),
    my_cards=(looks_card,),
    personal=(exports.look_ups_held, exports.consents_held),
)
