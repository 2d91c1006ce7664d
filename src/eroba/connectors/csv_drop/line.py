"""Asks the last good file of a register; an old one, or none, is said and not used."""

import datetime as dt

from eroba.capabilities.registers.ports import Question, Said, Trouble, Unavailable
from eroba.capabilities.registers.queries.copies import copied_row, current_copy
from eroba.kernel.base.clock import today


class CsvLine:
    """The line to the town's own copy of one register. Asked within the scope of the town."""

    def __init__(self, register: str, most_days: int) -> None:
        self.register = register
        self.most_days = most_days

    def ask(self, question: Question) -> Said | Unavailable:
        """Give what the file says about one person, with the day it is of."""
        copy = current_copy(self.register)
        if copy is None:
            return Unavailable(Trouble.NO_COPY)
        if today() - copy.as_of > dt.timedelta(days=self.most_days):
            return Unavailable(Trouble.OLD_COPY)
        row = copied_row(copy, question.personal_number)
        if row is None:
            return Said(question.personal_number, None, copy.as_of)
        values = row.get("values")
        if not isinstance(values, dict):
            return Unavailable(Trouble.NONSENSE)
        return Said(row.get("personal_number"), values, copy.as_of)
