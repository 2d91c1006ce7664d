"""What a simulated register answers: the honest answer, and the ways it can be spoiled. Knows no HTTP."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from eroba.connectors.register_simulator.people import Population, Value

Answer = dict[str, object]


class Unanswerable(ValueError):
    """A question no register would answer; the text says why."""


@dataclass(frozen=True)
class Asked:
    """Whom a question is about, which values it asks for, and of which child it speaks."""

    number: str
    fields: list[str]
    child: str = ""


def read_question(body: bytes, person_key: str = "personal_number") -> Asked:
    """Read a question; the water company calls the person otherwise than the state does."""
    try:
        question = json.loads(body)
        number, fields = question[person_key], question["fields"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unanswerable("the question is not readable") from error
    if not isinstance(number, str) or not re.fullmatch(r"[0-9]{11}", number):
        raise Unanswerable("a personal number has eleven digits")
    if not isinstance(fields, list) or not all(isinstance(one, str) for one in fields):
        raise Unanswerable("the question names no values")
    if not question.get("legal_ground") or not question.get("purpose"):
        raise Unanswerable("a question needs a purpose and a legal ground")
    return Asked(number, fields, str(question.get("child_number", "")))


def honest_answer(population: Population, register: str, asked: Asked) -> Answer:
    """Answer as the register would on a good day."""
    known = _known(population, register, asked)
    if register == "utility":
        return _utility_answer(asked, known)
    if known is None:
        return {"personal_number": asked.number, "found": False}
    unknown = [name for name in asked.fields if name not in known]
    if unknown:
        raise Unanswerable(f"this register does not hold {', '.join(unknown)}")
    values = {name: known[name] for name in asked.fields}
    return {"personal_number": asked.number, "found": True, "values": values}


def _known(population: Population, register: str, asked: Asked) -> Mapping[str, Value] | None:
    person = population.somebody(asked.number)
    if person is None:
        return None
    if register == "civil":
        kin = {"is_parent": population.is_parent(person, asked.child)} if asked.child else {}
        return {**population.civil(person), **kin}
    known: Mapping[str, Value] | None = getattr(population, register)(person)
    return known


def _utility_answer(asked: Asked, known: Mapping[str, Value] | None) -> Answer:
    """The water company's own shape: other names, and everything below `account`."""
    if known is None:
        return {"holder": asked.number, "found": False}
    wanted = [name.removeprefix("account.") for name in asked.fields]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise Unanswerable(f"we do not hold {', '.join(unknown)}")
    return {
        "holder": asked.number,
        "found": True,
        "values": {"account": {name: known[name] for name in wanted}},
    }


def other_persons_answer(population: Population, register: str, asked: Asked) -> Answer:
    """Answer about somebody else who is in the register."""
    for other in population.people:
        answer = honest_answer(population, register, replace(asked, number=other))
        if other != asked.number and answer["found"]:
            return answer
    raise Unanswerable("nobody else is in the register")


def without_a_field(answer: Answer) -> Answer:
    """Leave out the first value."""
    values = answer.get("values")
    if not isinstance(values, dict):
        return {name: value for name, value in answer.items() if name != "found"}
    return {**answer, "values": dict(list(values.items())[1:])}


def impossible(answer: Answer) -> Answer:
    """Replace every value by one that cannot be."""
    values = answer.get("values")
    return {
        **answer,
        "found": True,
        "values": dict.fromkeys(values if isinstance(values, dict) else (), "2091-13-45\x07"),
    }
