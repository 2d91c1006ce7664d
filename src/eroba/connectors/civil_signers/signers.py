"""Offers the ports of petitions and rounds over the town’s line to the civil register. Keeps nothing it is told."""

import datetime as dt

from eroba.capabilities.registers.asking import ask
from eroba.capabilities.registers.connections import breaker_of, way_to
from eroba.capabilities.registers.known_registers import known_register
from eroba.capabilities.registers.ports import NotInRegister, Question, Record, Unavailable
from eroba.kernel.base.ids import uuid7
from eroba.kernel.people.voters import RegisteredPerson, RegisterSilent
from eroba.kernel.tenancy.scope import current_municipality

FIELDS = ("family_name", "family_name_latin", "birth_date", "died_on", "municipality_code")
PURPOSE = "პეტიციის ხელმოწერის გადამოწმება"
BASIS = "„ადგილობრივი თვითმმართველობის კოდექსი“, მუხლი 86"
VOTE_PURPOSE = "მონაწილეობითი ბიუჯეტის ხმის მიმცემის გადამოწმება"
VOTE_BASIS = "„ადგილობრივი თვითმმართველობის კოდექსი“, მუხლი 85"


class CivilSigners:
    """Asks about one signer or voter at a time, by machine; no official reads the answer."""

    def __init__(self, purpose: str = PURPOSE, basis: str = BASIS) -> None:
        self.purpose, self.basis = purpose, basis

    def known_as(self, number: str, *, matter_number: str) -> RegisteredPerson | None:
        """The person with this number; nothing when there is none. Raises RegisterSilent."""
        known = known_register("civil")
        way = way_to(known)
        if way.trouble is not None:
            raise RegisterSilent(str(way.trouble.label))
        answer = ask(known, way.line(), breaker_of("civil"), self._question(number, matter_number))
        if isinstance(answer, Unavailable):
            raise RegisterSilent(answer.reason)
        return None if isinstance(answer, NotInRegister) else _person(answer)

    def _question(self, number: str, matter_number: str) -> Question:
        town = current_municipality()
        return Question(
            personal_number=number,
            fields=FIELDS,
            purpose=self.purpose,
            legal_ground=self.basis,
            case_number=matter_number,
            asking_body=town.code or town.number_prefix,
            official="GE.automatic",
            message_id=str(uuid7()),
        )


def _person(record: Record) -> RegisteredPerson:
    said = record.values
    names = {str(said.get(name) or "") for name in ("family_name", "family_name_latin")} - {""}
    return RegisteredPerson(
        family_names=frozenset(names),
        birth_date=_day(said.get("birth_date")),
        died_on=_day(said.get("died_on")),
        municipality_code=str(said.get("municipality_code") or ""),
    )


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None
