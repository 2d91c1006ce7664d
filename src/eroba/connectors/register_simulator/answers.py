"""What a simulated register answers: the honest answer, and the ways it can be spoiled. Knows no HTTP."""

import json
import re
from collections.abc import Mapping

from eroba.connectors.register_simulator.people import Population, Value

Answer = dict[str, object]


class Unanswerable(ValueError):
    """A question no register would answer; the text says why."""


def read_question(body: bytes) -> tuple[str, list[str]]:
    """Read whom a question is about and which values it asks for."""
    try:
        question = json.loads(body)
        number, fields = question["personal_number"], question["fields"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unanswerable("the question is not readable") from error
    if not isinstance(number, str) or not re.fullmatch(r"[0-9]{11}", number):
        raise Unanswerable("a personal number has eleven digits")
    if not isinstance(fields, list) or not all(isinstance(one, str) for one in fields):
        raise Unanswerable("the question names no values")
    if not question.get("legal_ground") or not question.get("purpose"):
        raise Unanswerable("a question needs a purpose and a legal ground")
    return number, fields


def honest_answer(population: Population, register: str, number: str, fields: list[str]) -> Answer:
    """Answer as the register would on a good day."""
    person = population.people.get(number)
    known: Mapping[str, Value] | None = None
    if person is not None:
        known = population.civil(person) if register == "civil" else population.social(person)
    if known is None:
        return {"personal_number": number, "found": False}
    unknown = [name for name in fields if name not in known]
    if unknown:
        raise Unanswerable(f"this register does not hold {', '.join(unknown)}")
    return {"personal_number": number, "found": True, "values": {name: known[name] for name in fields}}


def other_persons_answer(population: Population, register: str, number: str, fields: list[str]) -> Answer:
    """Answer about somebody else who is in the register."""
    for other in population.people:
        answer = honest_answer(population, register, other, fields)
        if other != number and answer["found"]:
            return answer
    raise Unanswerable("nobody else is in the register")


def without_a_field(answer: Answer) -> Answer:
    """Leave out the first value."""
    values = answer.get("values")
    if not isinstance(values, dict):
        return {"personal_number": answer["personal_number"]}
    return {**answer, "values": dict(list(values.items())[1:])}


def impossible(answer: Answer) -> Answer:
    """Replace every value by one that cannot be."""
    values = answer.get("values")
    return {
        **answer,
        "found": True,
        "values": dict.fromkeys(values if isinstance(values, dict) else (), "2091-13-45\x07"),
    }
