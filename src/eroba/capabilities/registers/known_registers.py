"""Which registers can be asked, for which values, and what a record tells under the names the services use.

Says nothing about addresses (connectors) and nothing about who may ask (rules).
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.held import CIVIL, PROPERTY, SOCIAL, UTILITY, OwnField, Words
from eroba.capabilities.registers.other_registers import OtherRegister, other_registers
from eroba.capabilities.registers.ports import Question, Record
from eroba.capabilities.registers.reading import KINDS
from eroba.capabilities.registers.titles import TITLES


@dataclass(frozen=True)
class Derived:
    """A value we work out from what the register says, so that the register tells us less."""

    words: Promise
    needs: tuple[str, ...]
    work_out: Callable[[Record | None, Question], object]


@dataclass(frozen=True)
class KnownRegister:
    """One register: its name, the paper it saves people, and what it can be asked.

    One that is private is asked only by contract with its owner, and only about who agreed.
    """

    code: str
    title: Words
    paper: Words
    own_fields: Mapping[str, OwnField]
    derived_fields: Mapping[str, Derived] = field(default_factory=dict)
    is_private: bool = False

    @property
    def field_names(self) -> tuple[str, ...]:
        """Names every value a service may ask for."""
        open_ones = (name for name, own in self.own_fields.items() if not own.is_hidden)
        return (*open_ones, *self.derived_fields)

    def field_words(self, name: str) -> str:
        """Names a value in the reader's language; one that is no longer known shows its code."""
        known = self.derived_fields.get(name) or self.own_fields.get(name)
        return str(known.words) if known else name

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
                value = record.values.get(name) if record else None
            if record is not None or value is not None:
                values[name] = value.isoformat() if isinstance(value, dt.date) else value
        return values


def _number_as_asked(record: Record | None, question: Question) -> str | None:
    return question.personal_number if record else None


def _is_registered_here(record: Record | None, question: Question) -> bool | None:
    return record.values.get("municipality_code") == question.asking_body if record else None


def _is_in_database(record: Record | None, _question: Question) -> bool:
    return record is not None


_SHIPPED = {
    "civil": KnownRegister(
        code="civil",
        title=TITLES["civil"],
        paper=_("proof of identity and of registration"),
        own_fields=CIVIL,
        derived_fields={
            "personal_number": Derived(_("personal number"), (), _number_as_asked),
            "registered_here": Derived(
                _("whether you are registered in this municipality"),
                ("municipality_code",),
                _is_registered_here,
            ),
        },
    ),
    "social": KnownRegister(
        code="social",
        title=TITLES["social"],
        paper=_("certificate of the social score"),
        own_fields=SOCIAL,
        derived_fields={
            "in_database": Derived(_("whether the family is in the database"), (), _is_in_database),
        },
    ),
    "property": KnownRegister(
        code="property",
        title=TITLES["property"],
        paper=_("extract from the property register"),
        own_fields=PROPERTY,
    ),
    "utility": KnownRegister(
        code="utility",
        title=TITLES["utility"],
        paper=_("proof of the water company’s customer account"),
        own_fields=UTILITY,
        is_private=True,
    ),
}


def known_registers() -> dict[str, KnownRegister]:
    """Every register this installation knows, those we ship first."""
    return _SHIPPED | {code: _made_of(one) for code, one in other_registers().items()}


def known_register(code: str) -> KnownRegister:
    """Finds a register by its code; an unknown code is our own mistake and raises LookupError."""
    try:
        return known_registers()[code]
    except KeyError:
        raise LookupError(f"there is no register called {code!r}") from None


def _made_of(one: OtherRegister) -> KnownRegister:
    fields = {name: OwnField(words, KINDS[kind]) for name, (words, kind) in one.fields.items()}
    return KnownRegister(one.code, one.title, one.paper, fields, is_private=one.is_private)
