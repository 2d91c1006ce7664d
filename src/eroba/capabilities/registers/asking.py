"""One question over one line, whatever the connector: the breaker, whom the answer is about, and strict reading.

Leaves recording to `lookups`. Logs names of registers and message ids only, never a value or a personal number.
"""

import logging

from eroba.capabilities.registers.breaker import Breaker
from eroba.capabilities.registers.in_training import told_in_training
from eroba.capabilities.registers.known_registers import KnownRegister
from eroba.capabilities.registers.ports import (
    NotInRegister,
    Question,
    Record,
    RegisterLine,
    Said,
    Trouble,
    Unavailable,
)
from eroba.capabilities.registers.reading import Nonsense, asked_values
from eroba.kernel.tenancy.scope import current_scope

log = logging.getLogger("eroba.registers")


def ask(
    known: KnownRegister, line: RegisterLine, breaker: Breaker, question: Question
) -> Record | NotInRegister | Unavailable:
    """Ask one line, if it is not being left alone, and believe only what was asked about this person.

    Raises ValueError for a value this register does not have: that is our mistake, not the register's.
    """
    if not set(question.fields) <= set(known.own_fields):
        raise ValueError(f"{known.code} cannot be asked for {question.fields}")
    if getattr(current_scope(), "is_training", False):
        # whoever asks: what is invented never leaves the house
        return told_in_training(known.code, question)
    if not breaker.lets_through():
        return Unavailable(Trouble.RESTING)
    answer = line.ask(question)
    _count(breaker, answer)
    if isinstance(answer, Unavailable):
        log.warning("%s: no answer to %s (%s)", known.code, question.message_id, answer.trouble)
        return answer
    return _believed(known, question, answer)


def _count(breaker: Breaker, answer: Said | Unavailable) -> None:
    if isinstance(answer, Said):
        breaker.worked()
    elif answer.trouble == Trouble.LIMITED:
        breaker.rest(answer.retry_after_seconds or 1)
    elif answer.trouble == Trouble.REFUSED:
        breaker.let_go()
    else:
        breaker.failed()


def _believed(known: KnownRegister, question: Question, answer: Said) -> Record | NotInRegister | Unavailable:
    if answer.personal_number != question.personal_number:
        log.error("%s: answer to %s is about another person, thrown away", known.code, question.message_id)
        return Unavailable(Trouble.OTHER_PERSON)
    if answer.values is None:
        return NotInRegister(answer.as_of)
    readers = {name: own.read for name, own in known.own_fields.items()}
    try:
        values = asked_values(answer.values, question.fields, readers)
    except Nonsense as error:
        log.warning("%s: answer to %s refused: %s", known.code, question.message_id, error)
        return Unavailable(Trouble.NONSENSE)
    return Record(question.personal_number, values, answer.as_of)
