"""From a question to a typed record: the part every register's connector would otherwise repeat."""

import logging
from collections.abc import Callable, Mapping
from typing import TypeVar

from eroba.capabilities.registers.ports import NotInRegister, Question, Trouble, Unavailable
from eroba.connectors.data_exchange.exchange import Exchange
from eroba.connectors.data_exchange.reading import Nonsense, Reader, asked_values

log = logging.getLogger("eroba.registers")

Record = TypeVar("Record")


def ask_typed(
    exchange: Exchange, question: Question, readers: Mapping[str, Reader], record: Callable[..., Record]
) -> Record | NotInRegister | Unavailable:
    """Ask over the exchange and build the record from the values that were asked for.

    Raises ValueError for a question this register has no reader for: that is our mistake, not the register's.
    """
    if not set(question.fields) <= set(readers):
        raise ValueError(f"{exchange.register} cannot be asked for {question.fields}")
    answer = exchange.ask(question)
    if isinstance(answer, NotInRegister | Unavailable):
        return answer
    try:
        values = asked_values(answer, question.fields, readers)
    except Nonsense as error:
        log.warning("%s: answer to %s refused: %s", exchange.register, question.message_id, error)
        return Unavailable(Trouble.NONSENSE)
    return record(personal_number=question.personal_number, **values)
