"""What officials are told of each other's work: a unit that it is asked, whoever asked that the answer is there."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import actions
from eroba.capabilities.services.facts_among_officials import OpinionAsked, OpinionGiven, OpinionLate
from eroba.capabilities.services.models import Case, Opinion
from eroba.capabilities.services.notices import until_words
from eroba.capabilities.services.queries.opinions import late_opinions, opinion_of_fact, who_answers_for
from eroba.kernel.actions import system_actor
from eroba.kernel.notify.actions import notify_account
from eroba.kernel.notify.actions.writing import Message
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.scope import current_municipality

DESK_NEWS = "services.desk"
WORKER = "worker"


def on_opinion_asked(fact: OpinionAsked, delivery: Delivery) -> None:
    """Tell everybody who answers for a unit that it is asked, and until when."""
    opinion = opinion_of_fact(fact.opinion)
    if opinion is None or not opinion.is_asked:
        return
    subject = format_lazy(_("Your unit is asked for an opinion on {number}"), number=_number(opinion))
    body = format_lazy(
        _("Answer {until}, on the page of the application."), until=until_words(opinion.due_on)
    )
    tell_officials(who_answers_for(opinion.unit_id), opinion.case, delivery.key, subject, body)


def on_opinion_given(fact: OpinionGiven, delivery: Delivery) -> None:
    """Tell whoever asked that the opinion is there."""
    opinion = opinion_of_fact(fact.opinion)
    if opinion is None or opinion.asked_by is None:
        return
    subject = format_lazy(_("An opinion on {number} has come"), number=_number(opinion))
    body = format_lazy(
        _("{unit} has answered. Read it on the page of the application."), unit=opinion.unit.name
    )
    tell_officials([opinion.asked_by], opinion.case, delivery.key, subject, body)


def on_opinion_late(fact: OpinionLate, delivery: Delivery) -> None:
    """Tell whoever asked, and the unit, that the day has passed."""
    opinion = opinion_of_fact(fact.opinion)
    if opinion is None or not opinion.is_asked:
        return
    subject = format_lazy(_("An opinion on {number} is late"), number=_number(opinion))
    body = format_lazy(_("{unit} has not answered by its day."), unit=opinion.unit.name)
    told = [*([opinion.asked_by] if opinion.asked_by else []), *who_answers_for(opinion.unit_id)]
    tell_officials(told, opinion.case, delivery.key, subject, body)


def tell_late_opinions() -> int:
    """Say of each opinion whose day has passed, once, that it is late."""
    found = list(late_opinions()[:100])
    for opinion in found:
        actions.note_late_opinion(system_actor(WORKER), opinion=opinion)
    return len(found)


def tell_officials(
    accounts: Iterable[Account], case: Case, key: str, subject: str | Promise, body: str | Promise
) -> None:
    """Tell several officials the same of a case, each once; no line of its timeline, which the applicant reads."""
    path = f"/{current_municipality().slug}/desk/services/{case.matter.number}/"
    for account in accounts:
        told = Message(f"{key}:{account.pk}", DESK_NEWS, subject, body, path)
        notify_account(account, message=told)


def _number(opinion: Opinion) -> str:
    return opinion.case.matter.number
