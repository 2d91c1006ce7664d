"""The life of a count: a town publishes its ballots, and a resident counts them again at home."""

import json
from pathlib import Path

import pytest

from eroba.capabilities.budgeting.tests.conftest import VOTES, pb_text
from eroba.config import command


def test_a_resident_counts_the_ballots_of_the_town_again(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    path = tmp_path / "village.pb"
    path.write_text(pb_text(), encoding="utf-8")
    # By the rule of the file the bridge comes first, and then the park does not fit, but the lamps do.
    assert command.main(["tally", str(path), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rule"], told["winners"], told["spent"], told["budget"]) == ("greedy", ["1", "3"], 90, 100)
    park = told["per_project"]["2"]
    assert (park["won"], park["reason"], park["missing"]) == (False, "too_dear", 10)
    # Who stops at the first that does not fit leaves the lamps out.
    assert command.main(["tally", str(path), "--rule", "greedy-no-skip"]) == 0
    said = capsys.readouterr().out
    assert "1 of 3 projects won; spent 60 of 100" in said
    assert "the count ended at a stronger project" in said
    # By equal shares three voters pay for the bridge; its price takes most of what they have.
    asked = ["tally", str(path), "--rule", "equal-shares", "--completion", "add1u", "--format", "json"]
    assert command.main(asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["winners"] == ["1", "3"]
    assert told["per_project"]["1"]["because"].startswith("Bought in round 1: 3 points share the cost")


def test_a_bad_file_is_one_sentence_and_exit_code_two(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "bad.pb"
    path.write_text(pb_text(votes=(*VOTES, "e;7;1")), encoding="utf-8")
    assert command.main(["tally", str(path), "--format", "json"]) == 2
    out, complaint = capsys.readouterr()
    assert not out
    assert (
        complaint
        == f"eroba tally: {path}: line 23: the ballot names the project “7”, which is not in PROJECTS\n"
    )
    assert command.main(["tally", str(tmp_path / "none.pb")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_figures_of_the_file_that_a_recount_does_not_confirm_are_pointed_out(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    path = tmp_path / "odd.pb"
    path.write_text(
        pb_text(projects=("project_id;cost;votes", "1;60;3", "2;50;9", "3;30;1")), encoding="utf-8"
    )
    assert command.main(["tally", str(path)]) == 0
    assert "project 2: the file says votes 9, its ballots give 2" in capsys.readouterr().err
