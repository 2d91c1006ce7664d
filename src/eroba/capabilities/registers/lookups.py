"""The one way to a register: write the question down, ask outside any transaction, write down what came back.

Offers the kernel's port `RegisterLookups`. If the process dies in between, the row stays as "asked, no answer",
and the worker asks again for the case.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.actions import (
    ask_register,
    drop_question,
    question_key,
    record_reply,
    take_turn,
)
from eroba.capabilities.registers.asking import ask
from eroba.capabilities.registers.connections import breaker_of, way_to
from eroba.capabilities.registers.consent import has_agreed
from eroba.capabilities.registers.in_training import told_in_training
from eroba.capabilities.registers.known_registers import KnownRegister, known_register
from eroba.capabilities.registers.models import ANSWERED, LookUp, OpenQuestion, Outcome, Reply
from eroba.capabilities.registers.ports import NotInRegister, Question, Record, Trouble, Unavailable
from eroba.capabilities.registers.purposes import in_both_languages
from eroba.capabilities.registers.queries.look_words import values_of
from eroba.kernel.actions import Actor, system_actor
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import shown_personal_number
from eroba.kernel.people.ports import Answer, KnownPerson
from eroba.kernel.tenancy.scope import current_municipality

#: Within it the same question in the same case is answered from the last reply: nobody asks twice for one fact.
STILL_FRESH = dt.timedelta(hours=1)
NO_CONSENT = _("The person has not agreed that we ask this register. Ask them for the paper.")
NO_NUMBER = _("We do not know this person’s personal number, so no register can be asked.")


class RecordedLookUps:
    """Looks people up and leaves a trace of each look that the person can read."""

    def look_up(
        self,
        *,
        by: Actor,
        person: KnownPerson,
        register: str,
        purpose: str | Mapping[str, str],
        basis: str | Mapping[str, str],
        case_number: str = "",
        fields: Sequence[str] = (),
        child_number: str = "",
    ) -> Answer:
        """Asks a register (`civil`, `property`, …) about a person. Never call it inside an action: it goes outside.

        `fields`: the values wanted, all when empty. Raises NotAllowed; LookupError, ValueError for what there is not.
        """
        known = known_register(register)
        wanted = _wanted(known, fields)
        known_here = person if isinstance(person, Person) else Person.objects.get(pk=person.id)
        number = shown_personal_number(known_here)
        if number is None:
            return Answer(found=False, asked_at=now(), problem=NO_NUMBER)
        unasked = why_not_asked(known, known_here)
        if unasked is not None:
            return Answer(found=False, asked_at=now(), problem=unasked, is_unasked=True)
        # `durable` makes a call from within an action fail at once instead of holding its lock for seconds.
        with transaction.atomic(durable=True):
            kept = _fresh_answer(known_here, register, wanted, case_number)
            if kept is not None:
                return kept
            look_up = ask_register(
                by,
                person=known_here,
                register=register,
                fields=wanted,
                purpose=in_both_languages(purpose),
                legal_ground=in_both_languages(basis),
                case_number=case_number,
            )
        return _ask_and_record(by, look_up, number, child_number)


def ask_again(question: OpenQuestion) -> Answer | None:
    """Asks an open question once more for its case; nothing when another worker was quicker."""
    look_up = question.look_up
    if not take_turn(question):
        return None
    by = system_actor("registers")
    number = shown_personal_number(look_up.person)
    known = known_register(look_up.register)
    is_declined = known.is_private and not has_agreed(look_up.person, known.code)
    if number is None or is_declined or look_up.person.erased_at is not None:
        drop_question(by, look_up=look_up)
        return None
    return _ask_and_record(by, look_up, number)


def why_not_asked(known: KnownRegister, person: Person) -> Promise | None:
    """Why nobody is asked at all, and nothing is written down: no line of the town, no contract, no consent.

    A line that was switched off is no reason: the question is kept and asked when it is on again.
    """
    way = way_to(known)
    is_paused = way.row is not None and not way.row.is_on
    if way.trouble is not None and not is_paused:
        return way.trouble.label
    if known.is_private and not has_agreed(person, known.code):
        return NO_CONSENT
    return None


def _wanted(known: KnownRegister, fields: Sequence[str]) -> tuple[str, ...]:
    unknown = set(fields) - set(known.own_fields) - set(known.derived_fields)
    if unknown:
        raise ValueError(f"the register {known.code} cannot be asked for {', '.join(sorted(unknown))}")
    return tuple(fields) or known.field_names


def _fresh_answer(person: Person, register: str, wanted: tuple[str, ...], case_number: str) -> Answer | None:
    if not case_number:
        return None
    reply = (
        Reply.objects.filter(
            look_up__question_key=question_key(person, register, wanted, case_number),
            outcome__in=ANSWERED,
            answered_at__gt=now() - STILL_FRESH,
        )
        .select_related("look_up")
        .order_by("-answered_at")
        .first()
    )
    if reply is None:
        return None
    found = reply.outcome == Outcome.FOUND
    return Answer(found=found, values=values_of(reply, person.pk), asked_at=reply.look_up.asked_at)


def _ask_and_record(by: Actor, look_up: LookUp, number: str, child_number: str = "") -> Answer:
    known = known_register(look_up.register)
    question = replace(
        _question(look_up, number, known.fields_to_send(look_up.fields)), child_number=child_number
    )
    answer = _asked(known, question)
    if isinstance(answer, Unavailable):
        refused = answer.trouble == Trouble.REFUSED
        record_reply(
            by,
            look_up=look_up,
            outcome=Outcome.REFUSED if refused else Outcome.UNAVAILABLE,
            trouble=answer.trouble,
            retry_after_seconds=answer.retry_after_seconds,
        )
        return Answer(found=False, asked_at=look_up.asked_at, problem=answer.reason)
    record = None if isinstance(answer, NotInRegister) else answer
    values = known.told(record, look_up.fields, question)
    outcome = Outcome.FOUND if record else Outcome.NOT_FOUND
    record_reply(by, look_up=look_up, outcome=outcome, values=values, as_of=answer.as_of)
    return Answer(found=record is not None, values=values, asked_at=look_up.asked_at)


def _asked(known: KnownRegister, question: Question) -> Record | NotInRegister | Unavailable:
    if current_municipality().is_training:
        # what is invented must never be asked of a register of the state
        return told_in_training(known.code, question)
    way = way_to(known)
    if way.trouble is not None:
        return Unavailable(way.trouble)
    return ask(known, way.line(), breaker_of(known.code), question)


def _question(look_up: LookUp, number: str, fields: tuple[str, ...]) -> Question:
    return Question(
        personal_number=number,
        fields=fields,
        purpose=look_up.purpose_ka,
        legal_ground=look_up.legal_ground_ka,
        case_number=look_up.case_number or f"LOOK-UP-{look_up.pk}",
        asking_body=current_municipality().code or current_municipality().number_prefix,
        official=f"GE.{look_up.account_id or 'automatic'}",
        message_id=str(look_up.pk),
    )
