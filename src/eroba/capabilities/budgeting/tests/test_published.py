"""What we publish keeps to the common format: its words only, in its order, and our conditions in the comment."""

import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from types import SimpleNamespace

import pytest
from pabulib.checker import Checker

from eroba.capabilities.budgeting import actions, tasks
from eroba.capabilities.budgeting.casting import Voter, cast_by_voter
from eroba.capabilities.budgeting.models import Outcome, Project
from eroba.capabilities.budgeting.pabulib import Fault, read_document, write_document
from eroba.capabilities.budgeting.pabulib.conditions import Conditions, comment_with, conditions_of
from eroba.capabilities.budgeting.published import published_file
from eroba.capabilities.budgeting.tally.counting import count_election, rule_of_file
from eroba.capabilities.budgeting.tally.intake import read_election
from eroba.capabilities.budgeting.tests import rounds
from eroba.capabilities.budgeting.tests.rounds import CHECKING, VOTING, vote_as
from eroba.config import command
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import at
from eroba.kernel.base.receipts import fresh_receipt

#: The words of the format, in its order; a checker of the format refuses any other.
META = (
    "description country unit district subunit instance num_projects num_votes budget vote_type rule "
    "date_begin date_end min_length max_length min_sum_cost max_sum_cost min_points max_points min_sum_points "
    "max_sum_points default_score min_project_cost max_project_cost min_project_score_threshold neighborhoods "
    "subdistricts categories edition language currency fully_funded experimental comment acknowledgments"
).split()
PROJECTS = (
    "project_id cost votes score name category beneficiaries selected neighborhood subunit public_id".split()
)


def in_order(words: Iterable[str], known: Sequence[str]) -> bool:
    """Whether all words are known, and stand in the order in which they are."""
    said = list(words)
    return said == [word for word in known if word in said]


@pytest.fixture
def pairs(monkeypatch) -> None:
    """Two pairs of projects of which only one may win: 60 or 50, and 50 or 30."""
    checked, groups = rounds.check, {60: "ხიდი", 50: "ხიდი, ღამე", 30: "ღამე"}

    def grouped(by: Actor, project: Project, cost: int) -> Project:
        with at(CHECKING):
            return actions.set_group(by, project=checked(by, project, cost), group=groups.get(cost, ""))

    monkeypatch.setattr(rounds, "check", grouped)


@pytest.fixture
def voted(head, clerk, applicant, pairs) -> SimpleNamespace:
    """A round of rankings with a quorum, a threshold and two pairs of which only one may win."""
    rules = {"ballot_kind": "ranking", "counting": "greedy", "threshold": 2, "quorum": 3}
    found = rounds.bring_to_voting(head, clerk, applicant, **rules)
    with at(VOTING):
        for place, costs in enumerate([(60, 50), (50, 30), (60, 30)]):
            vote_as(found.town, place, *(found.lots[cost] for cost in costs))
    return found


def faults_told_by_a_checker(content: bytes) -> dict:
    """What the reference checker of the format finds wrong."""
    told: dict = Checker().process_files([content.decode()])
    return told[1]["results"]["errors"]  # type: ignore[no-any-return]


@pytest.mark.django_db
def test_a_checker_of_the_format_accepts_what_we_publish(voted) -> None:
    content = published_file(voted.town)
    assert faults_told_by_a_checker(content) == {}
    for right, wrong in ((b"002,003\n", b"002,009\n"), (b"15.04.2027", b"soon"), (b"003;50;", b"003;500;")):
        assert right in content and faults_told_by_a_checker(content.replace(right, wrong)), wrong


@pytest.mark.django_db
def test_conditions_of_a_town_are_published_in_the_words_of_the_format(voted) -> None:
    content = published_file(voted.town)
    document = read_document(io.BytesIO(content))
    assert in_order(document.meta, META) and in_order(document.project_columns, PROJECTS)
    assert (document.meta["rule"], document.meta["max_length"]) == ("unknown", "3")
    assert rule_of_file(document.meta) == ("greedy", "none")
    remark, *conditions = document.meta["comment"].split(" #")
    assert remark.startswith(f"#1: {voted.round.matter.number}; rules frozen under SHA-256 ")
    assert conditions[:2] == ["2: rule=greedy-threshold", "3: quorum=3"]
    # read back, they are those of the town
    election = read_election(io.BytesIO(content))
    found = {one.cost: number for number, one in enumerate(election.projects)}
    scores = election.scores()
    assert (election.quorum, [scores[found[cost]] for cost in (60, 50, 30)]) == (3, [10, 9, 8])
    apart = {(60, 50), (50, 60), (50, 30), (30, 50)}
    assert {
        (one.cost, election.projects[other].cost)
        for one, others in zip(election.projects, election.incompatible, strict=True)
        for other in others
    } == apart
    assert count_election(election, *rule_of_file(election.meta)).winners == [found[60], found[30]]
    copy = io.StringIO(newline="")
    write_document(read_document(io.BytesIO(content)), copy)
    assert copy.getvalue().encode() == content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "points", "word"),
    [
        ({"ballot_kind": "approval", "counting": "greedy"}, (1, 1), "greedy"),
        ({"ballot_kind": "approval", "counting": "greedy", "threshold": 2}, (1, 1), "greedy-threshold"),
        ({"ballot_kind": "approval", "counting": "greedy-no-skip"}, (1, 1), "greedy-no-skip"),
        ({"ballot_kind": "approval", "completion": "add1"}, (1, 1), "equalshares/add1"),
        ({"ballot_kind": "approval", "completion": "add1u"}, (1, 1), "unknown"),
        ({"ballot_kind": "approval", "counting": "greedy", "quorum": 9}, (1, 1), "unknown"),
        ({"ballot_kind": "choose_one", "counting": "greedy"}, (1,), "greedy"),
        ({"ballot_kind": "ranking", "counting": "greedy"}, (1, 1), "unknown"),
        ({"ballot_kind": "points", "counting": "greedy"}, (2, 5), "greedy"),
        ({"ballot_kind": "knapsack", "completion": "none"}, (1, 1), "equalshares"),
    ],
)
def test_a_counted_file_says_who_won_and_counts_alike(
    head, clerk, applicant, tmp_path, capsys, said, points, word
) -> None:
    found = rounds.bring_to_voting(head, clerk, applicant, **said)
    with at(VOTING):
        for place, costs in enumerate([(60, 30), (60, 30), (50, 30), (30, 60), (30, 50)]):
            chosen = [(found.lots[cost], its) for cost, its in zip(costs, points, strict=False)]
            cast_by_voter(found.town, Voter(f"{61000000000 + place}"), chosen, fresh_receipt())
    with at(rounds.AFTER):
        tasks.close_votings()
    before = published_file(found.town)
    assert not {"votes", "score", "selected"} & set(read_document(io.BytesIO(before)).project_columns)
    rounds.count(found.round)
    outcome, content = Outcome.objects.get(area=found.town), published_file(found.town)
    document = read_document(io.BytesIO(content))
    assert document.meta["rule"] == word and in_order(document.project_columns, PROJECTS)
    assert faults_told_by_a_checker(content) == {}
    # the hash on the page is that of the file one gets, and its column is what the page says
    assert outcome.file_hash == hashlib.sha256(content).hexdigest()
    told = {row.cells[0]: row.cells[document.project_columns.index("selected")] for row in document.projects}
    won = set(outcome.official["winners"])
    assert told == {id_: str(int(id_ in won)) for id_ in told} and bool(won) is not ("quorum" in said)
    path = tmp_path / "town.pb"
    path.write_bytes(content)
    capsys.readouterr()
    assert command.main(["tally", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == outcome.official
    # a winner too many is what the format's checker finds, where it has a word for the rule
    if word != "unknown":
        assert b";0;OZU" in content
        assert faults_told_by_a_checker(content.replace(b";0;OZU", b";1;OZU"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("counting", "word"), [("greedy", "greedy-exclusive"), ("greedy-no-skip", "unknown")]
)
def test_pairs_of_which_one_may_win_are_counted_alike_by_the_file(
    head, clerk, applicant, pairs, counting, word
) -> None:
    found = rounds.bring_to_voting(head, clerk, applicant, ballot_kind="approval", counting=counting)
    with at(VOTING):
        for place, costs in enumerate([(60, 50), (60, 50), (60, 50), (60, 30)]):
            vote_as(found.town, place, *(found.lots[cost] for cost in costs))
    with at(rounds.AFTER):
        tasks.close_votings()
    rounds.count(found.round)
    content = published_file(found.town)
    election = read_election(io.BytesIO(content))
    tally = count_election(election, *rule_of_file(election.meta))
    assert (election.meta["rule"], tally.rule) == (word, counting)
    # the one in the middle cannot win beside the first; that it is passed over does not end the count
    assert [election.projects[one].cost for one in tally.winners] == [60, 30]
    official = Outcome.objects.get(area=found.town).official
    assert official["winners"] == [election.projects[one].id for one in tally.winners]
    assert faults_told_by_a_checker(content) == {}


def test_what_the_comment_says_is_read_as_it_was_written() -> None:
    for conditions in (
        Conditions(),
        Conditions(
            rule="equalshares/add1u", quorum=100, places=7, only_one_of=(("001", "004"), ("002", "003"))
        ),
    ):
        assert (
            conditions_of({"comment": comment_with("OZU-2027-PB-1; rules frozen", conditions)}) == conditions
        )
    # words for people are left alone, also where they speak of a quorum
    assert conditions_of({"comment": "#1: the quorum=5% was dropped #2: quorum 7"}) == Conditions()


def test_conditions_of_a_file_hold_for_the_count_and_nonsense_is_refused(pb) -> None:
    apart = pb(comment="#1: a village #2: only_one_of=1,3")
    assert count_election(read_election(apart), "greedy").winners == [0]
    few = pb(comment="#1: quorum=5")
    assert count_election(read_election(few), "equal-shares").winners == []
    for comment, words in (
        ("#1: quorum=a third", "quorum is “a third”, not a number"),
        ("#1: quorum=3 #2: quorum=4", "the comment says quorum twice"),
        ("#1: rule=greedy #2: rule=greedy", "the comment says rule twice"),
        ("#1: only_one_of=1,9", "the comment names the project “9”, which is not in PROJECTS"),
    ):
        with pytest.raises(Fault, match=words):
            read_election(pb(comment=comment))
