"""Every seed service, whole: its examples reach each outcome, nothing in it lies idle, and one case goes to its end."""

import datetime as dt
import re
from functools import cache

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.actions.opinions import Question
from eroba.capabilities.services.definition.flow import LETTER_BY_OUTCOME
from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.models import Decision
from eroba.capabilities.services.queries.opinions import missing_opinions
from eroba.capabilities.services.simulate import ExampleRun, run_example
from eroba.capabilities.services.tests.conftest import SEED, TODAY
from eroba.capabilities.services.tests.people import (
    ToldRegisters,
    apply,
    fresh,
    monday,
    pay_what_is_due,
    publish,
)
from eroba.kernel.base.clock import at, today
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Appointment

# Ends that no decision table brings about: the paper never came, or the applicant took the application back.
NEVER_DECIDED = {"left-unexamined", "withdrawn"}
# Numbers of classes and steps, kinds of files, the letters of an account and of an application’s number.
LATIN_IN_GEORGIAN = {"I", "II", "III", "IBAN", "GE", "PDF", "OZU", "BLD"}
NAMES = sorted(path.name for path in SEED.iterdir() if path.is_dir())


@cache
def read(name: str) -> ServiceFolder:
    return read_folder(SEED / name)


@cache
def runs(name: str) -> dict[str, ExampleRun]:
    folder = read(name)
    return {key: run_example(folder.definition, key, one, TODAY) for key, one in folder.examples.items()}


def all_texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [words for one in value.values() for words in all_texts(one)]
    if isinstance(value, list):
        return [words for one in value for words in all_texts(one)]
    return [value] if isinstance(value, str) else []


def test_the_seed_has_a_number_prefix_and_a_code_of_its_own_for_each():
    services = [read(name).definition for name in NAMES]
    assert len({one.code for one in services}) == len({one.number_prefix for one in services}) == len(NAMES)
    assert [one.code for one in services] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_examples_reach_every_outcome_there_is(name: str):
    decided = {run.ruling.outcome for run in runs(name).values() if run.ruling}
    outcomes = {outcome.code for outcome in read(name).definition.flow.outcomes}
    assert decided == outcomes - NEVER_DECIDED
    assert any(run.problems for run in runs(name).values()), "an example types something wrong"


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_is_sent_by_some_step_or_outcome(name: str):
    service = read(name).definition
    sent = {way.letter for stage in service.flow.stages for way in stage.transitions}
    sent |= {outcome.letter for outcome in service.flow.outcomes} | {service.flow.on_submission.letter}
    assert {letter.code for letter in service.letters} == sent - {"", LETTER_BY_OUTCOME}


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_evidence_and_law_is_used(name: str):
    folder = read(name)
    service = folder.definition
    rules = " ".join(all_texts(folder.content["rules"]))
    kept = {one.retention.setting for one in service.flow.outcomes if one.retention}
    idle = {one.code for one in service.settings if f"settings.{one.code}" not in rules}
    assert idle - kept == set()
    assert all(one.retention for one in service.flow.outcomes), "each outcome says how long it is kept"
    asked = [inner for one in service.form.fields() for inner in (one, *one.fields)]
    assert {one.code for one in service.evidence} == {one.evidence for one in asked} - {""}
    facts = {fact.register for fact in service.decision.facts} | {
        one.prefill.register for one in service.form.fields() if one.prefill
    }
    assert {register.code for register in service.registers} <= facts


def georgian_texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [words for one in value for words in georgian_texts(one)]
    if not isinstance(value, dict):
        return []
    own = [
        words for key, words in value.items() if key in ("ka", "out-because-ka") and isinstance(words, str)
    ]
    return own + [words for one in value.values() for words in georgian_texts(one)]


@pytest.mark.parametrize("name", NAMES)
def test_georgian_is_written_in_georgian_letters(name: str):
    content = read(name).content
    letters = [body for key, body in content["letters"].items() if key.endswith(".ka")]
    texts = georgian_texts(content) + [re.sub(r"<[^>]*>|{{[^}]*}}", "", body) for body in letters]
    for words in texts:
        # an expression of the table may name facts and settings between its quoted words
        said = " ".join(re.findall(r"'([^']*)'", words)) if words.startswith("'") else words
        assert set(re.findall(r"[A-Za-z]+", said)) <= LATIN_IN_GEORGIAN, words


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_checked_says_so(name: str):
    service = read(name).definition
    own_rules = [law for law in service.legal if law.code == "local-rule"]
    assert all(not law.verified and law.valid_from for law in own_rules)
    assert all(law.verified or law.note for law in service.legal)
    assert service.example_note


def hear_every_unit(case, clerk) -> None:
    """Ask every unit the stage wants to hear, which is the clerk's own here, and answer."""
    post = Appointment.objects.select_related("unit").get(account=clerk.account_id)
    post.from_on, unit = monday().date(), post.unit
    post.save(update_fields=["from_on"])
    for one in missing_opinions(case):
        question = Question(unit, "?", today() + dt.timedelta(days=5), one.need.code)
        (asked,) = actions.ask_opinions(clerk, case=case, edition=case.edition, questions=[question])
        actions.give_opinion(clerk, opinion=asked, stance="for", text="Nothing against it.")


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_one_application_is_decided(name: str, in_ozurgeti, registers: ToldRegisters, applicant, clerk, head):
    folder = read(name)
    chosen = next(key for key, run in runs(name).items() if run.ruling and run.ruling.outcome != "refused")
    example, ruling = folder.examples[chosen], runs(name)[chosen].ruling
    assert ruling
    registers.values = {code: values or {} for code, values in example["registers"].items()}
    with at(monday()):
        case = apply(applicant, publish(folder), example["answers"])
        actions.accept_as_complete(clerk, case=case, edition=case.edition)
        deliver_all()
    with at(monday() + dt.timedelta(days=1)):
        for code, value in example["clerk"].items():
            case = fresh(case)
            actions.record_finding(clerk, case=case, edition=case.edition, fact_code=code, value=value)
        hear_every_unit(fresh(case), clerk)
        pay_what_is_due(clerk, case)
        case = fresh(case)
        decision = actions.propose_decision(clerk, case=case, edition=case.edition)
        case = fresh(case)
        actions.approve_decision(head, case=case, decision=decision, edition=case.edition)
        pay_what_is_due(clerk, case)
        deliver_all()
    case, decision = fresh(case), Decision.objects.get(case=case)
    stage = folder.definition.flow.stage(case.stage)
    assert stage and stage.final
    assert (case.outcome, decision.state) == (ruling.outcome, Decision.State.DELIVERED)
    assert (decision.rule_code, decision.amount) == (ruling.rule_code, ruling.amount)
    decided = [paper.letter for paper in case.papers.exclude(code="payment-receipt") if paper.letter]
    assert [letter.language for letter in decided] == ["ka"]


def deliver_all() -> None:
    """Let the worker do everything that is due."""
    while deliver_due():
        pass
