"""What we tell an applicant by message and e-mail. Nothing of the case's content: it is read behind the sign-in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts, facts_together, fee_facts
from eroba.capabilities.services.models import Case
from eroba.kernel.notify.actions import notify_person
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.dates import by_day
from eroba.kernel.ui.numbers import money

Words: TypeAlias = str | Promise


NEWS = "services.case"


@dataclass(frozen=True)
class Message:
    """What one fact says to the applicant; both texts name their fields in braces."""

    subject: Words
    body: Words


MESSAGES: dict[str, Message] = {
    facts.ApplicationReceived.name: Message(
        _("We have your application {number}"),
        _("You will have a decision {due_on}. You can follow each step."),
    ),
    facts.PaperRequested.name: Message(
        _("We need one more paper for {number}"),
        _("Please send it {bring_until}. Until it is here, our own deadline stands still."),
    ),
    facts.PaperSupplied.name: Message(
        _("The paper for {number} is here"), _("Thank you. Our deadline runs again, and we go on.")
    ),
    facts.DecisionDelivered.name: Message(
        _("There is a decision on {number}"),
        _("Read it together with its letter. If you disagree, you can appeal; the letter says until when."),
    ),
    facts.LeftUnexamined.name: Message(
        _("Your application {number} was left unexamined"),
        _("The paper did not come in time. You can apply again or appeal; the letter says until when."),
    ),
    facts.ApplicationWithdrawn.name: Message(
        _("You have withdrawn {number}"), _("We stopped working on it. You can apply again at any time.")
    ),
    facts.ApplicationTakenUp.name: Message(
        _("We examine your application {number} again"),
        _("What it was waiting for has come. You will have a new decision {due_on}."),
    ),
    facts.AppealLodged.name: Message(
        _("We have your appeal on {number}"), _("You will have an answer {due_on}.")
    ),
    facts.AppealUpheld.name: Message(
        _("Your appeal on {number} was upheld"), _("We examine the application again. The letter tells more.")
    ),
    facts.AppealDismissed.name: Message(
        _("Your appeal on {number} was dismissed"), _("The letter says why, and what you can still do.")
    ),
}
MESSAGES |= {
    fee_facts.FeeRaised.name: Message(
        _("There is something to pay for {number}"),
        _("{title}: {amount}. Read why, and pay online or at the counter."),
    ),
    fee_facts.FeePaid.name: Message(
        _("We have your payment for {number}"),
        _("{title}: {amount}. The receipt stands with your application."),
    ),
    fee_facts.FeeWaived.name: Message(
        _("You need not pay for {number}"), _("The town hall lets you off this payment: {title}, {amount}.")
    ),
    fee_facts.PaymentRefused.name: Message(
        _("The payment for {number} did not go through"),
        _("The bank refused it; nothing was taken. You can try again, or pay at the counter."),
    ),
    fee_facts.PaymentDiffers.name: Message(
        _("We could not accept the payment for {number}"),
        _("The bank reported something else than was owed. We look into it; do not pay again yet."),
    ),
    fee_facts.RefundAsked.name: Message(
        _("Money is coming back to you for {number}"),
        _("{title}: {amount}. The reason stands with your application."),
    ),
    fee_facts.RefundDone.name: Message(_("Money was paid back for {number}"), _("{title}: {amount}.")),
}
MESSAGES |= {
    facts_together.ApplicationMerged.name: Message(
        _("{number} is handled together with another application"),
        _(
            "Both are about the same, so only {other} goes on. Nothing you sent is lost; you need not do anything."
        ),
    ),
    facts_together.MergeUndone.name: Message(
        _("{number} goes on by itself"),
        _("Handling it together with {other} was a mistake. It goes on where it stood."),
    ),
}
MESSAGES["clock.moved"] = Message(
    _("A deadline of {number} moved"),
    _(
        "The calendar of the town hall changed. The deadline is now {due_on}: the application's page says which one."
    ),
)
MESSAGES["letter.withdrawn"] = Message(
    _("A letter about {number} was withdrawn"),
    _("It counts no longer. The application’s page says which one, and holds the letters that count."),
)
until_words = lazy(by_day, str)
_money = lazy(money, str)


def _in_language(title: Mapping[str, str] | str | None) -> str:
    if isinstance(title, Mapping):
        return title.get((get_language() or "ka").split("-")[0]) or title.get("ka", "")
    return title or ""


_words = lazy(_in_language, str)


def tell_applicant(case: Case, fact: Fact, *, key: str) -> None:
    """Tell the applicant of a fact, in their language, once for each key."""
    message = MESSAGES.get(fact.name)
    if message is None:
        return
    values = {
        "number": case.matter.number,
        "due_on": until_words(getattr(fact, "due_on", case.due_on)),
        "bring_until": until_words(getattr(fact, "bring_until", None)),
        "title": _words(getattr(fact, "title", None)),
        "other": getattr(fact, "number", ""),
        "amount": _money(getattr(fact, "amount", None)),
    }
    notify_person(
        case.person,
        key=key,
        subject=format_lazy(message.subject, **values),
        body=format_lazy(message.body, **values),
        path=f"/{current_municipality().slug}/services/applications/{case.matter.number}/",
        matter=case.matter,
        kind=NEWS,
    )


def tell_of_answer(case: Case, *, answered: Case, key: str) -> None:
    """Tell whoever reported the same that the report it was merged into is answered."""
    number, other = case.matter.number, answered.matter.number
    notify_person(
        case.person,
        key=key,
        subject=format_lazy(_("There is an answer to what you reported with {number}"), number=number),
        body=format_lazy(
            _("It was handled together with {other}. Read there what became of it."), other=other
        ),
        path=f"/{current_municipality().slug}/services/reports/{other}/",
        matter=case.matter,
        kind=NEWS,
    )
