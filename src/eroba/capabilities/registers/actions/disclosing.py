"""Questions about a look and their answers, and orders by which looks are shown later; shown by itself afterwards."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers import facts
from eroba.capabilities.registers.models import DisclosureDelay, LookQuestion, LookUp
from eroba.capabilities.registers.periods import ANSWER, LONGEST_DELAY_DAYS
from eroba.capabilities.registers.rules import (
    may_answer_look_question,
    may_ask_about_look,
    may_delay_disclosure,
    may_disclose,
)
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.audit.personal import encrypt_for
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, NotFound, Refusal
from eroba.kernel.clocks.actions import meet_clock, start_clock
from eroba.kernel.clocks.queries import adapted_here, open_clock
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.matters.parties import add_party
from eroba.kernel.people.models import Person

LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Order:
    """A lawful order to show a look later: who ordered it, by which paper, on which law, until when."""

    ordered_by: str
    number: str
    on: dt.date
    basis_ka: str
    basis_en: str
    until_on: dt.date


@action(may=may_ask_about_look)
def ask_about_look(by: Actor, *, look_up: LookUp, text: str) -> Done[LookQuestion]:
    """Ask what a look at one's data was for; it gets a number and a clock runs for the town hall."""
    words = _words(text, _("Write what you want to know."))
    if LookQuestion.objects.filter(look_up=look_up, answered_at__isnull=True).exists():
        raise Refusal(_("You have asked about this look already. The answer will stand here."))
    matter = open_matter(
        kind="look_question",
        prefix="DAT",
        title_ka="კითხვა მონაცემების გამოთხოვის შესახებ",
        title_en="Question about a look at one’s data",
        state="open",
    )
    add_party(matter=matter, person=look_up.person)
    question = LookQuestion.objects.create(
        matter=matter,
        look_up=look_up,
        person_id=look_up.person_id,
        text_locked=encrypt_for(look_up.person_id, words),
    )
    start_clock(by, subject_id=matter.pk, subject_number=matter.number, rule=adapted_here(ANSWER, on=today()))
    told = facts.LookQuestionAsked(matter.pk, look_up.pk, look_up.register)
    return Done(question, subject=matter, after={"look_up": look_up.pk}, facts=[told])


@action(may=may_answer_look_question)
def answer_look_question(by: Actor, *, question: LookQuestion, text: str) -> Done[LookQuestion]:
    """Say what a look was for; the clock is met and the person is told."""
    words = _words(text, _("Write the answer."))
    locked = LookQuestion.objects.select_for_update().select_related("matter", "look_up").get(pk=question.pk)
    if locked.answered_at is not None:
        raise Refusal(_("This question was answered already."))
    locked.answer_locked = encrypt_for(locked.person_id, words)
    locked.answered_at, locked.answered_by = now(), by.label
    locked.save(update_fields=["answer_locked", "answered_at", "answered_by"])
    Matter.objects.filter(pk=locked.matter_id).update(state="answered", closed_at=now())
    clock = open_clock(locked.matter_id, ANSWER.code)
    if clock is not None:
        meet_clock(by, clock=clock)
    told = facts.LookQuestionAnswered(locked.matter_id, locked.look_up_id, locked.look_up.register)
    return Done(locked, subject=locked.matter, after={"answered": True}, facts=[told])


@action(may=may_delay_disclosure)
def delay_disclosure(by: Actor, *, case_number: str, order: Order) -> Done[list[DisclosureDelay]]:
    """Record an order that the looks of a case are shown to those concerned only after a day.

    Each person looked at in the case has a row; looks that follow in the case are kept back too.
    """
    checked = _checked(order)
    persons = Person.objects.filter(look_ups__case_number=case_number).distinct()
    if not case_number or not persons:
        raise NotFound(_("No register was asked about anybody in a case with this number."))
    delays = [_delay(by, one, case_number, checked) for one in persons]
    matter = Matter.objects.filter(number=case_number).first()
    told = [
        facts.DisclosureDelayed(matter.pk if matter else None, one.pk, one.until_on) for one in delays[:1]
    ]
    after = {"case_number": case_number, "order": order.number, "until_on": order.until_on}
    return Done(delays, subject=matter, after=after, facts=told)


@action(may=may_disclose)
def disclose_looks(by: Actor, *, delay: DisclosureDelay) -> Done[DisclosureDelay]:
    """Write down that what an order kept back is shown from now on, and tell the person."""
    DisclosureDelay.objects.filter(pk=delay.pk, disclosed_at__isnull=True).update(disclosed_at=now())
    matter = Matter.objects.filter(number=delay.case_number).values_list("pk", flat=True).first()
    told = facts.LooksDisclosed(matter, delay.pk)
    return Done(delay, subject=delay, after={"disclosed": True}, facts=[told])


def _delay(by: Actor, person: Person, case_number: str, order: Order) -> DisclosureDelay:
    return DisclosureDelay.objects.create(
        person=person,
        case_number=case_number,
        ordered_by=order.ordered_by,
        order_number=order.number,
        ordered_on=order.on,
        basis_ka=order.basis_ka,
        basis_en=order.basis_en,
        until_on=order.until_on,
        recorded_by=by.label,
    )


def _checked(order: Order) -> Order:
    words = (order.ordered_by, order.number, order.basis_ka, order.basis_en)
    if not all(one.strip() for one in words):
        raise BadInput(_("Name who ordered it, the order’s number and the law; the person will read them."))
    if order.on > today():
        raise BadInput(_("The order cannot be of a day that has not come."))
    if order.until_on <= today():
        raise BadInput(_("Choose a day that lies ahead; without one the look is shown at once."))
    if order.until_on > today() + dt.timedelta(days=LONGEST_DELAY_DAYS):
        raise BadInput(
            _("One order delays a disclosure by a year at most; a longer delay needs another order.")
        )
    return order


def _words(text: str, message: object) -> str:
    if not text.strip():
        raise BadInput(message)  # type: ignore[arg-type]
    return text.strip()[:LONGEST_TEXT]
