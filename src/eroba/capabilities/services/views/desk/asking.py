"""Asking the registers again at an official's wish: outside any action, because it goes out of the house."""

from eroba.capabilities.services import actions, rules
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.queries.case_file import CaseFile, LookUpState, case_file
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.people.ports import RegisterLookups
from eroba.kernel.registry import use


def ask_registers(by: Actor, file: CaseFile) -> None:
    """Ask every register that has not answered; when all have, go on to the assessment."""
    verdict = rules.may_record_register_answer(by, case=file.case)
    if not verdict:
        raise NotAllowed(verdict)
    for one in file.look_ups:
        if not one.is_answered:
            _ask(by, file, one)
    fresh = case_file(file.case.matter.number)
    if all(one.is_answered for one in fresh.look_ups) and rules.may_finish_look_ups(by, case=fresh.case):
        actions.finish_look_ups(by, case=fresh.case, edition=fresh.case.edition)


def _ask(by: Actor, file: CaseFile, one: LookUpState) -> None:
    answer = use(RegisterLookups).look_up(  # type: ignore[type-abstract]
        by=by,
        person=file.case.person,
        register=one.register.code,
        purpose=dict(one.register.purpose.in_languages),
        basis=dict(cited(file.service, one.register.basis).in_languages),
        case_number=file.case.matter.number,
        fields=tuple(value.code for value in one.register.fields),
    )
    actions.record_register_answer(by, case=file.case, register=one.register.code, answer=answer)
