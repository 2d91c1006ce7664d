"""What stages.yaml and clocks make depend on a case: the next stage, the length of a period, who is heard."""

import datetime as dt
from pathlib import Path

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.lint import lint
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.periods import periods_of_services
from eroba.capabilities.services.simulate import simulation_of
from eroba.capabilities.services.tests.conftest import SEED, TODAY
from eroba.capabilities.services.tests.desk_visits import Desk, work
from eroba.capabilities.services.tests.people import apply, fresh, monday, publish
from eroba.kernel.base.clock import at
from eroba.kernel.clocks.actions.setting import set_clock_rule
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.counting import Period, Unit
from eroba.kernel.clocks.models import Clock
from eroba.kernel.notify.models import Notice

DELIVER = "        to: decided\n        by: [system, clerk, head]\n"


def changed(folder: Path, old: str, new: str, file: str = "stages.yaml") -> Path:
    said = (folder / file).read_text()
    assert old in said
    (folder / file).write_text(said.replace(old, new, 1))
    return folder


def branching(folder: Path, when: str, to: str) -> Path:
    branch = f'        branches:\n          - {{when: "{when}", to: {to}}}\n'
    return changed(folder, DELIVER, DELIVER.replace("        by", branch + "        by"))


@pytest.mark.parametrize(
    ("when", "to", "said"),
    [
        ("outcome == 'granted'", "nowhere", "nowhere"),
        ("outcome == 'grannted'", "closed", "grannted"),
        ("outcom == 'granted'", "closed", "outcom, which is not known there"),
        ("outcome == 'granted", "closed", "cannot be read"),
        ("map([1..9999999], #) == 1", "closed", "cannot be read"),
    ],
)
def test_a_branch_that_cannot_be_is_said_with_its_line(copied_folder, when, to, said):
    with pytest.raises(DefinitionBroken) as broken:
        read_folder(branching(copied_folder, when, to))
    finding = next(one for one in broken.value.findings if said in one.message)
    assert finding.line > 0 and finding.instead


def test_a_stage_only_a_branch_leads_to_is_reached_and_one_without_end_is_not_alive(copied_folder):
    aside = (
        "  - code: aside\n    title: {ka: ა, en: a}\n    public_text: {ka: ა, en: a}\n"
        "    waits_for: nobody\n    transitions: []\n"
    )
    folder = changed(copied_folder, "\noutcomes:", f"\n{aside}\noutcomes:")
    assert any("no way leads to the stage aside" in str(one) for one in lint(read_folder(folder)))
    folder = branching(folder, "outcome == 'granted'", "aside")
    found = [str(one) for one in lint(read_folder(folder))]
    assert not any("no way leads to the stage" in one for one in found)
    assert any("from aside no way leads to an end" in one for one in found)


def test_a_simulation_names_the_stage_nobody_comes_to(copied_folder):
    folder = read_folder(branching(copied_folder, "outcome == 'withdrawn'", "closed"))
    assert simulation_of(folder, TODAY).findings == []
    aside = (
        "  - code: aside\n    title: {ka: ა, en: a}\n    public_text: {ka: ა, en: a}\n"
        "    waits_for: nobody\n    final: true\n    transitions: []\n"
    )
    folder = read_folder(
        changed(changed(copied_folder, "to: closed}", "to: aside}"), "\noutcomes:", f"\n{aside}\noutcomes:")
    )
    assert [str(one) for one in simulation_of(folder, TODAY).findings] == [
        "stages.yaml: warning: no applicant’s case comes to the stage aside. Write instead: an example that does"
    ]


@pytest.mark.parametrize(
    ("opinion", "said"),
    [
        ("clock: nowhen", "nowhen"),
        ("clock: decision, needed_if: rain == 'yes'", "rain, which is not known there"),
        ("clock: decision, silence: shout", "shout"),
    ],
)
def test_an_opinion_that_cannot_be_asked_for_is_found(copied_folder, opinion, said):
    words = "title: {ka: ა, en: a}, unit: roads, question: {ka: ა, en: a}"
    wanted = f"    opinions:\n      - {{code: roads, {words}, {opinion}}}\n"
    propose = "    transitions:\n      - code: propose_decision"
    with pytest.raises(DefinitionBroken) as broken:
        read_folder(changed(copied_folder, propose, wanted + propose))
    assert any(said in str(one) for one in broken.value.findings)


def test_an_opinion_is_wanted_only_where_somebody_decides(copied_folder):
    words = "title: {ka: ა, en: a}, unit: roads, question: {ka: ა, en: a}, clock: decision"
    accept = "    transitions:\n      - code: accept_as_complete"
    folder = changed(copied_folder, accept, f"    opinions:\n      - {{code: roads, {words}}}\n{accept}")
    with pytest.raises(DefinitionBroken, match="nothing is decided there"):
        read_folder(folder)


def test_a_length_by_answer_speaks_of_answers_only(copied_folder):
    clock = "  - code: decision\n"
    said = "{code: quick, title: {ka: ა, en: a}, when: WHEN, length: 5, unit: working_days, basis: gac-100}"
    facts = said.replace("WHEN", "paper_confirms == true")
    with pytest.raises(DefinitionBroken, match="paper_confirms, which is not known there"):
        read_folder(changed(copied_folder, clock, f"{clock}    variants: [{facts}]\n", "service.yaml"))


@pytest.mark.django_db
def test_the_step_of_a_permit_says_how_long_its_decision_may_take(in_ozurgeti, applicant, head):
    folder = read_folder(SEED / "construction-permit")
    service = publish(folder)
    codes = {rule.code for rule in periods_of_services()}
    assert {"construction-permit.decision", "construction-permit.decision.permit"} <= codes
    with at(monday()):
        first = apply(applicant, service, folder.examples["step-one"]["answers"])
        third = apply(applicant, service, folder.examples["step-three"]["answers"])
        decision = Clock.objects.get(subject_id=third.matter_id, code="construction-permit.decision")
        assert decision.due_on == dt.date(2026, 11, 26) and "255" in decision.basis_ka
        assert Clock.objects.get(subject_id=first.matter_id, code=decision.code).due_on == dt.date(
            2026, 12, 16
        )
        code, five = "construction-permit.decision.permit", Period(5, Unit.CALENDAR_DAYS)
        day = monday().date()
        set_clock_rule(head, code=code, period=five, law=Name("წესი", "A rule"), valid_from=day)
        again = apply(applicant, service, folder.examples["step-three"]["answers"])
        decision = Clock.objects.get(subject_id=again.matter_id, code="construction-permit.decision")
    assert decision.due_on == dt.date(2026, 11, 24), "the 21st is a Saturday, the 23rd a holiday"


@pytest.mark.django_db
def test_whoever_waits_for_a_place_is_examined_again_when_there_is_one(
    in_ozurgeti, registers, applicant, clerk, head
):
    folder = read_folder(SEED / "free-canteen")
    example = folder.examples["low-score-canteen-full"]
    registers.values["social"] = example["registers"]["social"]
    case = decided(apply(applicant, publish(folder), example["answers"]), example["clerk"], clerk, head)
    assert (case.stage, case.outcome, case.closed_at) == ("waiting-list", "waiting-list", None)
    page = Desk(clerk.account_id).said(case, "take-up")
    assert "examined again" in page
    work()
    case = fresh(case)
    assert (case.stage, case.outcome) == ("assessment", "") and case.due_on
    assert Notice.objects.filter(person=case.person, subject__contains=case.matter.number).exists()
    actions.record_finding(clerk, case=case, edition=case.edition, fact_code="place_free", value=True)
    case = decided(fresh(case), {}, clerk, head, is_new=False)
    assert (case.stage, case.outcome) == ("decided", "granted")


def decided(case: Case, found: dict, clerk, head, *, is_new: bool = True) -> Case:
    """Lead a case from its beginning, or from its assessment, to its decision."""
    if is_new:
        actions.accept_as_complete(clerk, case=case, edition=case.edition)
        work()
    for code, value in found.items():
        case = fresh(case)
        actions.record_finding(clerk, case=case, edition=case.edition, fact_code=code, value=value)
    case = fresh(case)
    decision = actions.propose_decision(clerk, case=case, edition=case.edition)
    actions.approve_decision(head, case=fresh(case), decision=decision, edition=fresh(case).edition)
    work()
    return fresh(case)
