"""What a register already knows of an applicant, so that they need not type it: asked before the form begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.form_engine.kinds import read_field
from eroba.capabilities.services.form_engine.reading import Answer, Surroundings
from eroba.capabilities.services.published import cited
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Person
from eroba.kernel.people.ports import RegisterLookups
from eroba.kernel.registry import use

PURPOSE = "prefill"


@dataclass(frozen=True)
class Prefilled:
    """Answers with the register each came from, and the registers that were silent."""

    answers: dict[str, Answer] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    silent: tuple[str, ...] = ()


def prefilled_for(by: Actor, person: Person, service: ServiceDefinition) -> Prefilled:
    """Ask each register once for what the form would ask; a silent register leaves its fields to be typed.

    Goes outside: never call it inside an action. A value the field itself would refuse is not taken.
    """
    wanted: dict[str, dict[str, str]] = {}
    for one in service.form.fields():
        if one.prefill:
            wanted.setdefault(one.prefill.register, {})[one.code] = one.prefill.field
    answers: dict[str, Answer] = {}
    sources: dict[str, str] = {}
    silent: list[str] = []
    for register_code, fields in wanted.items():
        values = _asked(by, person, service, register_code, tuple(dict.fromkeys(fields.values())))
        if values is None:
            silent.append(register_code)
            continue
        for field_code, value_code in fields.items():
            asked = service.form.field(field_code)
            told = values.get(value_code)
            reading = read_field(asked, told, Surroundings(today())) if asked and told is not None else None
            if reading is not None and reading.value is not None:
                answers[field_code], sources[field_code] = reading.value, register_code
    return Prefilled(answers, sources, tuple(silent))


def _asked(
    by: Actor, person: Person, service: ServiceDefinition, register_code: str, fields: tuple[str, ...]
) -> Mapping[str, object] | None:
    register = service.register(register_code)
    if register is None:
        return None
    answer = use(RegisterLookups).look_up(  # type: ignore[type-abstract]
        by=by,
        person=person,
        register=register_code,
        purpose=PURPOSE,
        basis=dict(cited(service, register.basis).in_languages),
        fields=fields,
    )
    return answer.values if answer.is_answered or answer.is_unasked else None
