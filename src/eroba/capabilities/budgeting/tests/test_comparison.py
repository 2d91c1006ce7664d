"""Greedy and equal shares side by side: what the voters have from each."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from eroba.capabilities.budgeting.tally.comparison import compare_rules
from eroba.capabilities.budgeting.tally.intake import read_election
from eroba.capabilities.budgeting.tests.conftest import pb_text
from eroba.config import command

# Six of ten like the three of the north, four like the one of the south; the money is for three.
PROJECTS = ("project_id;cost", "n1;100", "n2;100", "n3;100", "s1;100")
VOTES = (
    "voter_id;vote",
    *(f"a{one};n1,n2,n3" for one in range(6)),
    *(f"b{one};s1" for one in range(4)),
    "c;",
)


def test_equal_shares_leave_nobody_behind_where_greedy_does(pb) -> None:
    found = compare_rules(read_election(pb(budget="300", projects=PROJECTS, votes=VOTES)))
    assert (found.greedy.winners, sorted(found.shares.winners)) == ([0, 1, 2], [0, 1, 3])
    assert (found.only_greedy, found.only_shares) == ([2], [3])
    # Who gave an empty ballot asked for nothing and is not missed.
    assert (found.greedy_served.voters, found.greedy_served.with_a_winner) == (10, 6)
    assert found.shares_served.with_a_winner == 10
    assert (found.greedy_served.mean_winners, found.shares_served.mean_winners) == (
        Fraction(18, 10),
        Fraction(16, 10),
    )
    assert found.shares_served.mean_part == pytest.approx((6 * 2 / 3 + 4) / 10)
    assert (found.prefer_greedy, found.prefer_shares, found.indifferent) == (6, 4, 0)
    assert found.backing == {0: (6, 0), 1: (6, 0), 2: (6, 0), 3: (0, 4)}


def test_an_election_that_nobody_voted_in_is_compared_all_the_same(pb) -> None:
    found = compare_rules(read_election(pb(votes=("voter_id;vote", "a;,"[:-1]))))
    assert (found.greedy_served.voters, found.shares_served.mean_part) == (0, 0)


def test_the_command_shows_both(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "town.pb"
    path.write_text(pb_text(budget="300", projects=PROJECTS, votes=VOTES), encoding="utf-8")
    assert command.main(["tally", str(path), "--compare", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["greedy"]["winners"] == ["n1", "n2", "n3"]
    assert (told["greedy"]["voters_with_a_winner"], told["equal_shares"]["voters_with_a_winner"]) == (0.6, 1)
    assert told["voters_better_off_with"] == {"greedy": 6, "equal_shares": 4, "either": 0}
    assert told["per_project"]["s1"]["won"] == {"greedy": False, "equal_shares": True}
    assert command.main(["tally", str(path), "--compare"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[3].split() == ["voters", "with", "at", "least", "one", "winner", "60.0", "%", "100.0", "%"]
