"""Asking the registers about a case, by the worker or at an official's wish: outside any action, because it
goes out of the house.

Both may ask at the same moment; whoever comes second finds the case gone on and leaves it so.
"""

from eroba.capabilities.services import actions, rules
from eroba.capabilities.services.actions.steps import Overtaken
from eroba.capabilities.services.definition.service import RegisterUse
from eroba.capabilities.services.models import Case, SourceAnswer
from eroba.capabilities.services.published import cited, definition_for
from eroba.capabilities.services.queries.cases import case_of_matter
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.people.ports import Answer, RegisterLookups
from eroba.kernel.registry import use


def ask_silent_registers(by: Actor, case: Case) -> None:
    """Ask every register the case needs and that has not answered; when all have, begin to examine."""
    verdict = rules.may_record_register_answer(by, case=case)
    if not verdict:
        raise NotAllowed(verdict)
    answered = _answered(case)
    silent = [one for one in definition_for(case).registers if one.code not in answered]
    unasked = {one.code for one in silent if _ask(by, case, one).is_unasked}
    _go_on(by, case, unasked)


def _answered(case: Case) -> set[str]:
    answers = case.source_answers.filter(source=SourceAnswer.Source.REGISTER)
    return {one.code for one in answers if one.is_answered}


def _ask(by: Actor, case: Case, register: RegisterUse) -> Answer:
    answer = use(RegisterLookups).look_up(  # type: ignore[type-abstract]
        by=by,
        person=case.person,
        register=register.code,
        purpose=dict(register.purpose.in_languages),
        basis=dict(cited(definition_for(case), register.basis).in_languages),
        case_number=case.matter.number,
        fields=tuple(value.code for value in register.fields),
    )
    actions.record_register_answer(by, case=case, register=register.code, answer=answer)
    return answer


def _go_on(by: Actor, case: Case, unasked: set[str]) -> None:
    """Begin to examine when every register has answered that was asked: what nobody may ask, holds up no case."""
    fresh = case_of_matter(case.matter_id)
    if (
        fresh is None
        or not {one.code for one in definition_for(fresh).registers} <= _answered(fresh) | unasked
    ):
        return
    if not rules.may_finish_look_ups(by, case=fresh):
        return
    try:
        actions.finish_look_ups(by, case=fresh, edition=fresh.edition)
    except (Overtaken, NotAllowed):
        if may_still_finish(case_of_matter(case.matter_id)):
            raise


def may_still_finish(case: Case | None) -> bool:
    """Whether the case still waits for its registers."""
    stage = definition_for(case).flow.stage(case.stage) if case and not case.closed_at else None
    return bool(stage and stage.transition("finish_look_ups"))
