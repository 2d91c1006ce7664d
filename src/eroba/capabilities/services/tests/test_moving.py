"""`eroba service migrate`: same, movable or blocked with the reason; the movable ones move, and come back."""

import json
from pathlib import Path

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Case, Service
from eroba.capabilities.services.tests.desk_visits import DESK, Desk, work
from eroba.capabilities.services.tests.people import apply, fresh, publish
from eroba.config.command import main
from eroba.kernel.actions import NotAllowed
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
CODE = "one-off-social-assistance"


@pytest.fixture
def case(service, answers, registers, applicant) -> Case:
    """An application under the first version."""
    return apply(applicant, service, answers)


def newer(folder: Path, file: str = "service.yaml", old: str = "en: ", new: str = "en: New ") -> Service:
    """Publish the folder again with something changed."""
    said = (folder / file).read_text()
    assert old in said
    (folder / file).write_text(said.replace(old, new, 1))
    return publish(read_folder(folder))


def migrated(capsys, *words: str) -> dict:
    """What the command says, for the first town."""
    assert main(["service", "migrate", CODE, "--municipality", "ozurgeti", "--format", "json", *words]) == 0
    (town,) = json.loads(capsys.readouterr().out)["municipalities"]
    return town


def test_a_dry_run_says_and_touches_nothing(case, copied_folder, capsys):
    assert migrated(capsys, "--dry-run")["counts"] == {"same": 1, "movable": 0, "blocked": 0}
    newer(copied_folder)
    town = migrated(capsys, "--dry-run")
    assert (town["version"], town["counts"]["movable"], town["moved"]) == (2, 1, [])
    assert town["cases"][0] | {"stage": ""} == {
        "number": case.matter.number,
        "stage": "",
        "version": 1,
        "standing": "movable",
        "reasons": [],
    }
    assert fresh(case).version.number == 1 and fresh(case).edition == case.edition


def test_what_can_move_moves_and_comes_back_unless_worked_on(
    case, service, answers, applicant, clerk, copied_folder, capsys
):
    second = apply(applicant, service, answers)
    newer(copied_folder)
    assert migrated(capsys)["moved"] == sorted([case.matter.number, second.matter.number])
    assert {fresh(one).version.number for one in (case, second)} == {2}
    assert migrated(capsys)["counts"] == {"same": 2, "movable": 0, "blocked": 0}
    actions.accept_as_complete(clerk, case=second, edition=fresh(second).edition)
    assert migrated(capsys, "--undo")["back"] == [case.matter.number]
    assert (fresh(case).version.number, fresh(second).version.number) == (1, 2)
    assert migrated(capsys, "--undo")["back"] == []


def test_the_desk_says_and_does_the_same_as_the_command(
    case, service, answers, applicant, clerk, head, copied_folder, django_assert_max_num_queries
):
    address = f"{DESK}moving/{CODE}/"
    others = [apply(applicant, service, answers) for _more in range(3)]
    newer(copied_folder)
    at_desk, at_heads_desk = Desk(clerk.account_id).client, Desk(head.account_id).client
    with django_assert_max_num_queries(12):
        page = at_heads_desk.get(address).content.decode()
    assert case.matter.number in page and "Move all of them" in page and "Can be moved</h2>" not in page
    assert "Move all of them" not in at_desk.get(address).content.decode()
    assert at_desk.post(f"{address}move/").status_code == 403 and fresh(case).version.number == 1
    page = at_heads_desk.post(f"{address}move/", follow=True).content.decode()
    assert "Moved, cases: 4" in page and fresh(case).version.number == 2
    assert "No case can be moved" in at_heads_desk.post(f"{address}move/", follow=True).content.decode()
    actions.accept_as_complete(clerk, case=others[0], edition=fresh(others[0]).edition)
    page = at_heads_desk.post(f"{address}undo/", follow=True).content.decode()
    assert "cases: 3" in page and fresh(case).version.number == 1 and fresh(others[0]).version.number == 2
    assert "no move to take back" in at_heads_desk.post(f"{address}undo/", follow=True).content.decode()
    assert at_heads_desk.get(f"{DESK}moving/no-such-service/").status_code == 404


def test_a_case_in_a_stage_that_is_gone_is_blocked_and_never_touched(case, copied_folder, capsys):
    stages = copied_folder / "stages.yaml"
    text = stages.read_text().replace("code: completeness", "code: first-look")
    text = text.replace("to: completeness", "to: first-look").replace(
        "start: completeness", "start: first-look"
    )
    stages.write_text(text)
    publish(read_folder(copied_folder))
    town = migrated(capsys)
    assert (town["counts"]["blocked"], town["moved"]) == (1, [])
    assert town["cases"][0]["reasons"] == ["The new version has no stage “completeness”."]
    assert fresh(case).version.number == 1 and fresh(case).edition == case.edition


def test_a_case_whose_answers_do_not_fit_the_new_form_says_which(case, copied_folder, capsys):
    newer(copied_folder, "form.yaml", "code: account_holder", "code: holder_of_account")
    town = migrated(capsys)
    dropped, asked = town["cases"][0]["reasons"]
    assert "would fall away" in dropped and "Account holder" in dropped
    assert "nobody has answered" in asked and "Account holder" in asked
    assert town["moved"] == [] and fresh(case).version.number == 1


def test_a_case_on_its_way_to_a_decision_stays(case, clerk, copied_folder, capsys):
    actions.accept_as_complete(clerk, case=case, edition=case.edition)
    work()
    at_work = fresh(case)
    actions.record_finding(
        clerk, case=at_work, edition=at_work.edition, fact_code="paper_confirms", value=True
    )
    newer(copied_folder)
    assert migrated(capsys, "--dry-run")["counts"]["movable"] == 1, "what was found is still wanted"
    at_work = fresh(case)
    actions.propose_decision(clerk, case=at_work, edition=at_work.edition)
    town = migrated(capsys)
    assert town["counts"]["blocked"] == 1 and "on its way" in town["cases"][0]["reasons"][0]


def test_only_a_head_moves_and_other_towns_are_left_alone(
    case, clerk, head, copied_folder, khobi: Municipality, capsys, assistance_folder
):
    with scope(khobi):
        publish(assistance_folder)
    service = newer(copied_folder)
    with pytest.raises(NotAllowed):
        actions.move_cases(clerk, service=service, cases=[case])
    assert main(["service", "migrate", CODE, "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "khobi: one-off-social-assistance, version 1\n  0 same, 0 movable, 0 blocked" in told
    assert f"  {case.matter.number}  movable  version 1, completeness" in told
    move = actions.move_cases(head, service=service, cases=[fresh(case)])
    assert move.moved.count() == 1 and fresh(case).version.number == 2
    with pytest.raises(SystemExit, match="no town has a service"):
        main(["service", "migrate", "no-such-service"])
