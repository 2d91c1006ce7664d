"""Conditions a town may set beside the rule: projects of which only one can win, and ballots enough to count at all."""

import json
from pathlib import Path

import pytest

from eroba.capabilities.budgeting.pabulib import Fault
from eroba.capabilities.budgeting.tally.counting import RULES, count_election
from eroba.capabilities.budgeting.tally.intake import read_election
from eroba.capabilities.budgeting.tests.conftest import pb_text
from eroba.config import command

TWO_BRIDGES = (
    "project_id;cost;name;incompatible_group",
    "1;40;Bridge of wood;bridge",
    "2;30;Bridge of steel;bridge, night work",
    "3;30;Lamps;",
    "4;20;Night bus;night work",
)
VOTES = ("voter_id;vote", "a;1,2,3", "b;1,2", "c;1,4", "d;4,3")


@pytest.mark.parametrize("rule", RULES)
def test_of_a_group_only_one_wins(pb, rule: str) -> None:
    tally = count_election(read_election(pb(projects=TWO_BRIDGES, votes=VOTES)), rule, "none")
    assert tally.winners[0] == 0
    assert 1 not in tally.winners
    assert str(tally.reasons[1]) == "It cannot win beside the project 1, which won."
    assert tally.reasons[1].code == "incompatible"


def test_what_is_incompatible_takes_no_money_and_does_not_end_the_count(pb) -> None:
    election = read_election(pb(projects=TWO_BRIDGES, votes=VOTES))
    assert count_election(election, "greedy-no-skip").winners == [0, 3, 2]
    by_shares = count_election(election, "equal-shares", "utilitarian")
    assert by_shares.winners == [0, 3, 2]
    assert by_shares.spent == 90


def test_raising_goes_on_until_everybody_could_pay_for_all_that_may_win(pb) -> None:
    # The two together would cost more than there is, so the budget is never exceeded.
    projects = ("project_id;cost;incompatible_group", "1;60;x", "2;70;x")
    votes = ("voter_id;vote", "a;1", "b;2", "c;2,1", "d;2")
    tally = count_election(read_election(pb(projects=projects, votes=votes)), "equal-shares", "add1")
    assert tally.winners == [1]


@pytest.mark.parametrize("rule", RULES)
def test_under_its_quorum_an_election_has_no_winners(pb, rule: str) -> None:
    assert count_election(read_election(pb(quorum="4")), rule).winners
    tally = count_election(read_election(pb(quorum="5")), rule)
    assert (tally.winners, tally.spent) == ([], 0)
    assert {str(reason) for reason in tally.reasons.values()} == {
        "Only 4 ballots were cast; for anything to win there had to be 5."
    }


def test_the_command_says_that_the_quorum_was_missed(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "few.pb"
    path.write_text(pb_text(quorum="1000"), encoding="utf-8")
    assert command.main(["tally", str(path)]) == 0
    assert "nothing wins: for that 1\N{NO-BREAK SPACE}000 ballots had to be cast" in capsys.readouterr().out
    assert command.main(["tally", str(path), "--format", "json", "--rule", "equal-shares"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["winners"], told["quorum"], told["is_quorate"]) == ([], 1000, False)


def test_a_quorum_that_is_no_count_is_refused(pb) -> None:
    with pytest.raises(Fault, match="quorum is “a third”, not a number"):
        read_election(pb(quorum="a third"))
