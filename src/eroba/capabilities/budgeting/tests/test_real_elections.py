"""Real elections: each published result that the rules explain comes out of the published ballots."""

import csv
import io
import time

import pytest

from eroba.capabilities.budgeting.pabulib import read_document, write_document
from eroba.capabilities.budgeting.tally.counting import count_election
from eroba.capabilities.budgeting.tally.intake import read_election
from tests.fixtures.outside import shared_folder

pytestmark = pytest.mark.outside

FOLDER = shared_folder() / "participatory-budgeting"
FOLDER = FOLDER if FOLDER.is_dir() else shared_folder() / "data" / "participatory-budgeting"
LISTED = FOLDER / "expected-outcomes.csv"
OUTCOMES = list(csv.DictReader(LISTED.open(encoding="utf-8"))) if LISTED.is_file() else []
KNOWN = [row for row in OUTCOMES if row["selected_ids"]]


def winners(name: str, rule: str, completion: str = "none") -> set[str]:
    with (FOLDER / name).open("rb") as stream:
        election = read_election(stream)
    tally = count_election(election, rule, completion)
    return {election.projects[one].id for one in tally.winners}


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: row["file"])
def test_greedy_gives_the_official_result_where_it_was_used(row: dict[str, str]) -> None:
    official = set(row["selected_ids"].split())
    says_so = row["plain_greedy_with_skip_equals_official"] == "True"
    assert (winners(row["file"], "greedy") == official) is says_so
    says_so = row["greedy_stop_at_first_unaffordable_equals_official"] == "True"
    assert (winners(row["file"], "greedy-no-skip") == official) is says_so


def test_assen_is_reproduced_with_add1() -> None:
    name = "Netherlands_Assen_2024.pb"
    assert winners(name, "equal-shares") == set("2 3 9 11 12 13 14".split())
    assert winners(name, "equal-shares", "add1") == set("3 9 2 11 13 14 5 6 12".split())


def test_wieliczka_is_reproduced_with_add1() -> None:
    name = "Poland_Wieliczka_2023_Green_Budget.pb"
    official = next(row["selected_ids"] for row in OUTCOMES if row["file"] == name)
    assert len(winners(name, "equal-shares")) == 21
    assert winners(name, "equal-shares", "add1") == set(official.split())


@pytest.mark.slow
def test_every_file_is_counted_with_add1_in_no_time() -> None:
    # The last step that holds in Veszprém is the 113,666th; who walks there one by one needs minutes.
    for row in OUTCOMES:
        with (FOLDER / row["file"]).open("rb") as stream:
            election = read_election(stream)
        began = time.process_time()
        tally = count_election(election, "equal-shares", "add1")
        assert tally.spent <= election.budget
        if row["file"] == "Hungary_Veszprem_2025.pb":
            assert tally.steps == 113_666
        assert time.process_time() - began < 10, row["file"]


@pytest.mark.parametrize("row", OUTCOMES, ids=lambda row: row["file"])
def test_every_file_is_read_written_and_read_alike(row: dict[str, str]) -> None:
    with (FOLDER / row["file"]).open("rb") as stream:
        document = read_document(stream)
        target = io.StringIO(newline="")
        write_document(document, target)
    copy = io.BytesIO(target.getvalue().encode())
    with (FOLDER / row["file"]).open("rb") as stream:
        first = read_election(stream)
    again = read_election(copy)
    assert (again.ballots, again.projects, again.meta) == (first.ballots, first.projects, first.meta)
    deviating = [str(remark) for remark in first.remarks]
    # One figure of a survey is not what its ballots give.
    assert len(deviating) == (1 if row["file"] == "Switzerland_Zurich_S5R.pb" else 0), deviating
