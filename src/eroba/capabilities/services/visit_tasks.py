"""What follows by itself around visits: people are told, and reminded the day before."""

from dataclasses import dataclass

from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import actions, visit_facts
from eroba.capabilities.services.facts import said_word
from eroba.capabilities.services.queries.visits import visit_of_matter, visits_to_remind_of
from eroba.kernel.actions import system_actor
from eroba.kernel.notify.actions import notify_person
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.tenancy.scope import current_municipality

NEWS = "services.visit"


@dataclass(frozen=True)
class Message:
    """What one fact says to who comes."""

    subject: str | Promise
    body: str | Promise


MESSAGES = {
    visit_facts.VisitBooked.name: Message(
        _("Your visit is booked"), _("{place}, {starts_at}. You can change or cancel it until then.")
    ),
    visit_facts.VisitChanged.name: Message(_("Your visit has another time"), _("{place}, {starts_at}.")),
    visit_facts.VisitMoved.name: Message(
        _("We had to move your visit"),
        _("That day is closed: {reason}. Your new time: {place}, {starts_at}. You can choose another one."),
    ),
    visit_facts.VisitCancelled.name: Message(
        _("Your visit was cancelled"), _("{place}, {starts_at}. You can book another one.")
    ),
    visit_facts.VisitReminded.name: Message(
        _("Tomorrow is your visit"),
        _("{place}, {starts_at}. If you cannot come, cancel it for somebody else."),
    ),
    visit_facts.VisitMissed.name: Message(
        _("You did not come to your visit"), _("{place}, {starts_at}. You can book another one.")
    ),
}
_word, _moment = lazy(said_word, str), lazy(visit_facts.in_words, str)


def on_visit_news(fact: Fact, delivery: Delivery) -> None:
    """Tell who comes what happened to their visit, by the channels they wish."""
    visit, message = visit_of_matter(fact.matter_id), MESSAGES.get(fact.name)
    if visit is None or message is None or visit.person.erased_at is not None:
        return
    assert isinstance(fact, visit_facts.VisitFact)
    values = {
        "place": _word(fact.place),
        "starts_at": _moment(fact.starts_at),
        "reason": _word(getattr(fact, "reason", "")),
    }
    notify_person(
        visit.person,
        key=delivery.key,
        subject=message.subject,
        body=format_lazy(message.body, **values),
        path=f"/{current_municipality().slug}/services/visits/{visit.matter.number}/",
        matter=visit.matter,
        kind=NEWS,
    )


def remind_of_visits() -> int:
    """Remind everybody who comes tomorrow, once."""
    found = list(visits_to_remind_of())
    for visit in found:
        actions.remind_of_visit(system_actor("worker"), visit=visit)
    return len(found)
