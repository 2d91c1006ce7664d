"""The worker and an official ask the registers at the same moment: nothing is lost, and nobody reads a conflict."""

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.asking import ask_silent_registers
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.tests.people import ToldRegisters, apply, fresh
from eroba.kernel.actions import Actor, system_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(service, answers, registers: ToldRegisters, applicant, clerk: Actor) -> Case:
    """A case whose registers nobody has asked yet."""
    case = apply(applicant, service, answers)
    actions.accept_as_complete(clerk, case=case, edition=case.edition)
    return fresh(case)


def test_silence_never_covers_an_answer(waiting, registers, clerk):
    answer = registers.look_up(register="social")
    registers.silent = {"social"}
    silence = registers.look_up(register="social")
    # both hold the case as it was before either wrote
    actions.record_register_answer(clerk, case=waiting, register="social", answer=answer)
    actions.record_register_answer(system_actor("worker"), case=waiting, register="social", answer=silence)
    assert waiting.source_answers.get(code="social").is_answered


def test_whoever_comes_second_finds_the_case_gone_on(waiting, registers, clerk):
    answer = registers.look_up
    asked = []

    def overtaken(**wanted):
        if not asked:
            asked.append(wanted["register"])
            registers.look_up = answer
            ask_silent_registers(system_actor("worker"), waiting)
            assert fresh(waiting).stage == "assessment"
        return answer(**wanted)

    registers.look_up = overtaken
    ask_silent_registers(clerk, waiting)
    assert asked and fresh(waiting).stage == "assessment"
