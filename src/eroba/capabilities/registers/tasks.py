"""What the worker does for look-ups: asks open questions again, shows what an order kept back, tells people."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.actions import disclose_looks
from eroba.capabilities.registers.lookups import ask_again
from eroba.capabilities.registers.models import DisclosureDelay, LookQuestion, OpenQuestion
from eroba.capabilities.registers.queries.questions import delays_that_ended
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import now
from eroba.kernel.notify.actions import notify_person
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery

#: A register that is down costs up to three seconds each; one sweep must not hold up the worker.
AT_ONCE = 10
NEWS = "registers.looks"
MY_LOOKS = "/me/who-looked/"


def ask_open_questions() -> int:
    """Asks again what is due in this town; returns how many got an answer."""
    due = OpenQuestion.objects.filter(given_up_at__isnull=True, next_at__lte=now())
    questions = due.select_related("look_up__person").order_by("next_at", "id")[:AT_ONCE]
    answers = [ask_again(question) for question in questions]
    return sum(answer is not None and answer.is_answered for answer in answers)


def show_what_was_kept_back() -> int:
    """Writes down that an order has ended, once for each; returns how many did."""
    ended = list(delays_that_ended())
    for delay in ended:
        disclose_looks(system_actor("registers"), delay=delay)
    return len(ended)


def on_look_question_answered(fact: Fact, delivery: Delivery) -> None:
    """Tells the person that their question about a look was answered."""
    question = (
        LookQuestion.objects.select_related("person", "matter").filter(matter_id=fact.matter_id).first()
    )
    if question is not None and question.person.erased_at is None:
        notify_person(
            question.person,
            key=delivery.key,
            kind=NEWS,
            subject=_("Your question about a look at your data was answered"),
            body=_("You find the answer beside the look you asked about."),
            path=MY_LOOKS,
            matter=question.matter,
        )


def on_looks_disclosed(fact: Fact, delivery: Delivery) -> None:
    """Tells the person that a look was kept back by an order and is shown now."""
    delay_id = fact.delay_id  # type: ignore[attr-defined]
    delay = DisclosureDelay.objects.select_related("person").filter(pk=delay_id).first()
    if delay is not None and delay.person.erased_at is None:
        notify_person(
            delay.person,
            key=delivery.key,
            kind=NEWS,
            subject=_("A look at your data is shown to you now"),
            body=_(
                "By a lawful order it was kept back for a time. You read who ordered it, and on which law."
            ),
            path=MY_LOOKS,
        )
