"""Which registers can be asked, for which values, and what a record tells under the names the services use.

Says nothing about addresses (connectors) and nothing about who may ask (rules).
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.ports import (
    CivilField,
    CivilRecord,
    CivilRegister,
    NotInRegister,
    Question,
    SocialField,
    SocialRecord,
    SocialRegister,
    Unavailable,
)
from eroba.capabilities.registers.titles import TITLES
from eroba.kernel.registry import use

Record = CivilRecord | SocialRecord


@dataclass(frozen=True)
class Derived:
    """A value we work out from what the register says, so that the register tells us less."""

    words: Promise
    needs: tuple[str, ...]
    work_out: Callable[[Record | None, Question], object]


@dataclass(frozen=True)
class KnownRegister:
    """One register: its name, the paper it saves people, and what it can be asked."""

    code: str
    title: Promise
    paper: Promise
    ask: Callable[[Question], Record | NotInRegister | Unavailable]
    own_fields: Mapping[str, Promise]
    derived_fields: Mapping[str, Derived]

    @property
    def field_names(self) -> tuple[str, ...]:
        """Names every value that may be asked for."""
        return (*self.own_fields, *self.derived_fields)

    def field_words(self, name: str) -> str:
        """Names a value in the reader's language; one that is no longer known shows its code."""
        if name in self.derived_fields:
            return str(self.derived_fields[name].words)
        return str(self.own_fields.get(name, name))

    def fields_to_send(self, asked: Sequence[str]) -> tuple[str, ...]:
        """Turns the values a service wants into the fewest fields the register must give away."""
        needed = [name for name in asked if name in self.own_fields]
        for name in asked:
            if name in self.derived_fields:
                needed += self.derived_fields[name].needs
        return tuple(dict.fromkeys(needed))

    def told(self, record: Record | None, asked: Sequence[str], question: Question) -> dict[str, Any]:
        """Gives the asked values in a form JSON knows; without a record only those that follow from its absence."""
        values: dict[str, Any] = {}
        for name in asked:
            if name in self.derived_fields:
                value = self.derived_fields[name].work_out(record, question)
            else:
                value = getattr(record, name, None)
            if record is not None or value is not None:
                values[name] = value.isoformat() if isinstance(value, dt.date) else value
        return values


def _number_as_asked(record: Record | None, question: Question) -> str | None:
    return question.personal_number if record else None


def _is_registered_here(record: Record | None, question: Question) -> bool | None:
    return record.municipality_code == question.asking_body if isinstance(record, CivilRecord) else None


def _is_in_database(record: Record | None, _question: Question) -> bool:
    return record is not None


def _ask_civil(question: Question) -> CivilRecord | NotInRegister | Unavailable:
    return use(CivilRegister).ask(question)  # type: ignore[type-abstract]


def _ask_social(question: Question) -> SocialRecord | NotInRegister | Unavailable:
    return use(SocialRegister).ask(question)  # type: ignore[type-abstract]


REGISTERS = {
    "civil": KnownRegister(
        code="civil",
        title=TITLES["civil"],
        paper=_("proof of identity and of registration"),
        ask=_ask_civil,
        own_fields={one.value: one.label for one in CivilField},
        derived_fields={
            "personal_number": Derived(_("personal number"), (), _number_as_asked),
            "registered_here": Derived(
                _("whether you are registered in this municipality"),
                (CivilField.MUNICIPALITY_CODE.value,),
                _is_registered_here,
            ),
        },
    ),
    "social": KnownRegister(
        code="social",
        title=TITLES["social"],
        paper=_("certificate of the social score"),
        ask=_ask_social,
        own_fields={one.value: one.label for one in SocialField},
        derived_fields={
            "in_database": Derived(_("whether the family is in the database"), (), _is_in_database),
        },
    ),
}


def known_register(code: str) -> KnownRegister:
    """Finds a register by its code; an unknown code is our own mistake and raises LookupError."""
    try:
        return REGISTERS[code]
    except KeyError:
        raise LookupError(f"there is no register called {code!r}") from None
