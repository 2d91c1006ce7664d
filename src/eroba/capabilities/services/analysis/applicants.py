"""Invents applicants for trying a service out: for each branch of the form and each row of the table one.

Nothing is left to chance: the same folder always gives the same applicants.
"""

import datetime as dt
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from eroba.capabilities.services.analysis.conditions import look_at_form
from eroba.capabilities.services.analysis.tables import columns_of, look_at
from eroba.capabilities.services.definition.form import Field, Form
from eroba.capabilities.services.definition.service import DecisionFact, ServiceDefinition
from eroba.capabilities.services.expressions import names_in
from eroba.capabilities.services.form_engine.answers import problems_in_form
from eroba.capabilities.services.form_engine.asking import what_is_asked
from eroba.capabilities.services.form_engine.reading import Surroundings

VARIED = 60
MOST_REPAIRS = 12
_WORDS = "ნიმუში"
_FIXED: dict[str, object] = {
    "declaration": True,
    "file": {"file_id": "0", "name": "paper.pdf", "size": 1, "media_type": "application/pdf"},
    "iban": "GE29NB0000000101904917",
    "personal_number": "01001000017",
    "settlement": "settlement",
    "address": {"settlement": "settlement", "street": _WORDS},
    "person": {"name": _WORDS, "personal_number": "01001000017"},
    "map_point": {"lat": "41.92361", "lon": "42.00663"},
}


@dataclass(frozen=True)
class Applicant:
    """Somebody invented: what they answer, what registers and officials know, how often they were granted it."""

    name: str
    answers: dict[str, Any]
    registers: dict[str, dict[str, object]] = field(default_factory=dict)
    clerk: dict[str, object] = field(default_factory=dict)
    earlier_cases: int = 0

    @classmethod
    def of_example(cls, name: str, example: Mapping[str, Any]) -> "Applicant":
        """Return the applicant an example of the folder describes."""
        registers = {code: dict(values or {}) for code, values in example.get("registers", {}).items()}
        clerk = dict(example.get("clerk", {}))
        return cls(name, dict(example["answers"]), registers, clerk, example.get("earlier_cases", 0))


def invented(service: ServiceDefinition, base: Applicant, today: dt.date) -> Iterator[Applicant]:
    """Invent applicants: one for each condition of the form, several for each row, and some of every mixture."""
    for at, answers in enumerate(look_at_form(service.form).fulfilling, start=1):
        yield completed(
            service.form, replace(base, name=f"condition-{at}", answers=base.answers | answers), today
        )
    for table in service.tables:
        for row, facts in look_at(service, table).witnesses.items():
            yield from _for_row(service, base, row, facts, today)
    for at in range(VARIED):
        yield _mixed(service, base, at, today)


def candidates(asked: Field, today: dt.date) -> list[Any]:
    """Return answers a field takes, the telling ones first; must_hold may still refuse some."""
    match asked.kind:
        case "number" | "money":
            return _numbers(asked)
        case "date":
            days = [today, today - dt.timedelta(days=1), today + dt.timedelta(days=30), dt.date(1975, 3, 27)]
            written = [*(day.isoformat() for day in days), asked.earliest, asked.latest]
            return [day for day in written if day and day != "today"]
        case "choice":
            return [choice.code for choice in asked.choices]
        case "many":
            codes = [choice.code for choice in asked.choices]
            return [*([code] for code in codes), codes]
        case "group":
            most = min(asked.most_rows, asked.least_rows + 2)
            return [
                [_row(asked, at, today) for at in range(count)] for count in range(asked.least_rows, most + 1)
            ]
        case kind:
            return [_FIXED.get(kind, _WORDS[: asked.max_length])]


def completed(form: Form, applicant: Applicant, today: dt.date) -> Applicant:
    """Return the applicant with everything answered that the form asks and had no good answer to."""
    answers = dict(applicant.answers)
    fields = {one.code: one for one in form.fields()}
    for attempt in range(MOST_REPAIRS):
        wrong = problems_in_form(form, answers, Surroundings(today))
        names = [name.partition("-")[0] for problems in wrong.values() for name in problems]
        if not names:
            break
        for code in dict.fromkeys(names):
            found = candidates(fields[code], today) or [None]
            answers[code] = found[attempt % len(found)]
    return replace(applicant, answers=answers)


def _for_row(
    service: ServiceDefinition, base: Applicant, row: str, facts: Mapping[str, object], today: dt.date
) -> Iterator[Applicant]:
    """Somebody for whom a row should fire: by answers, else by what an official finds for a computed value."""
    wanted = replace(base, name=f"row-{row}", registers={}, clerk={})
    wanted = _knowing(service, wanted, facts)
    plain = completed(service.form, wanted, today)
    yield plain
    for at, answers in enumerate(_towards_computed(service, facts, plain.answers, today), start=1):
        yield completed(service.form, replace(plain, name=f"row-{row}-{at}", answers=answers), today)
    by_official = {code: value for code, value in facts.items() if value is not None}
    yield replace(plain, name=f"row-{row}-found-by-an-official", clerk=by_official)


def _knowing(service: ServiceDefinition, applicant: Applicant, facts: Mapping[str, object]) -> Applicant:
    answers, clerk, earlier = dict(applicant.answers), dict(applicant.clerk), applicant.earlier_cases
    registers = {code: dict(values) for code, values in applicant.registers.items()}
    for fact in service.decision.facts:
        value = facts.get(fact.code)
        if value is None:
            continue
        match fact.source:
            case "answer":
                answers[fact.field] = _as_answered(service.form.field(fact.field), value)
            case "register":
                registers.setdefault(fact.register, {})[fact.field] = value
            case "earlier_cases":
                earlier = int(float(str(value)))
            case "clerk":
                clerk[fact.code] = value
    return replace(applicant, answers=answers, registers=registers, clerk=clerk, earlier_cases=earlier)


def _towards_computed(
    service: ServiceDefinition, facts: Mapping[str, object], answers: Mapping[str, Any], today: dt.date
) -> Iterator[dict[str, Any]]:
    """Other answers to the questions that computed facts rest on: each of its values alone."""
    asked = {
        code for fact in service.decision.facts if fact.code in facts for code in _rests_on(service, fact)
    }
    for code in sorted(asked):
        one = service.form.field(code)
        for value in candidates(one, today) if one else ():
            yield dict(answers) | {code: value}


def _rests_on(service: ServiceDefinition, fact: DecisionFact) -> set[str]:
    if fact.source != "computed":
        return set()
    expressions = {one.code: one.expression for one in service.form.computed}
    found, coming = set(), {fact.field}
    while coming:
        name = coming.pop()
        if name in expressions:
            coming |= names_in(expressions.pop(name))
        elif name not in expressions:
            found.add(name)
    return found


def _mixed(service: ServiceDefinition, base: Applicant, at: int, today: dt.date) -> Applicant:
    answers = dict(base.answers)
    for _page, fields in what_is_asked(service.form, answers).pages:
        for one in fields:
            found = candidates(one, today)
            if one.kind != "file" and found:
                answers[one.code] = found[_turn(at, one.code) % len(found)]
    facts: dict[str, object] = {}
    for table in service.tables:
        for name, regions in columns_of(service, table).items():
            facts[name] = regions[_turn(at, name) % len(regions)].value
    sourced = {fact.code for fact in service.decision.facts if fact.source not in ("answer", "computed")}
    known = {code: value for code, value in facts.items() if code in sourced}
    mixed = _knowing(service, replace(base, name=f"mixed-{at + 1}", answers=answers), known)
    return completed(service.form, mixed, today)


def _turn(at: int, code: str) -> int:
    return zlib.crc32(f"{at} {code}".encode())


def _numbers(asked: Field) -> list[Any]:
    least = Decimal(asked.least) if asked.least else Decimal(0)
    most = Decimal(asked.most) if asked.most else least + 1000
    middle = ((least + most) / 2).to_integral_value()
    found = [least + 1, least, middle, most, least + (most - least) / 10, least + (most - least) / 100]
    return [_as_answered(asked, one) for one in dict.fromkeys(found) if least <= one <= most]


def _as_answered(asked: Field | None, value: object) -> object:
    if asked is None or isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    exact = Decimal(str(value))
    if asked.kind == "money":
        return format(exact, ".2f")
    whole = exact.to_integral_value()
    return int(whole) if asked.whole or whole == exact else format(exact.normalize(), "f")


def _row(group: Field, at: int, today: dt.date) -> dict[str, Any]:
    found = {one.code: candidates(one, today) for one in group.fields}
    return {code: values[at % len(values)] for code, values in found.items() if values}
