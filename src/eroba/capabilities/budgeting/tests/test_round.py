"""The life of a round: proposed, checked, merged with consent, voted on, counted again by anybody, built."""

import io
import json
from pathlib import Path

import pytest
from django.utils.translation import override

from eroba.capabilities.budgeting import actions, casting, keys, tasks
from eroba.capabilities.budgeting.actions.checking import FindingDraft
from eroba.capabilities.budgeting.casting import VotedAlready, Voter, cast_by_code, cast_by_voter
from eroba.capabilities.budgeting.frozen import hash_of
from eroba.capabilities.budgeting.lots import drawn_order
from eroba.capabilities.budgeting.models import Area, Ballot, Mark, Outcome, Project, Round, VotingCode
from eroba.capabilities.budgeting.published import published_file
from eroba.capabilities.budgeting.tests import rounds
from eroba.capabilities.budgeting.tests.rounds import AFTER, CHECKING, VOTING, moment
from eroba.capabilities.budgeting.tests.rounds import vote_as as vote
from eroba.config import command
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.base.receipts import fresh_receipt, receipt_hash
from eroba.kernel.matters.models import Link
from eroba.kernel.people.models import Person
from eroba.kernel.undertakings.actions import EvidenceDraft
from eroba.kernel.undertakings.models import Words

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(in_ozurgeti) -> Actor:
    """Another resident."""
    person = Person.objects.create(given_name="გია", family_name="გამოგონილი", is_invented=True)
    return Actor(person_id=person.pk, account_id=person.pk, roles=frozenset({"resident"}))


@pytest.fixture
def voting(head, clerk, applicant):
    """A round on its first day of voting."""
    return rounds.bring_to_voting(head, clerk, applicant)


def test_a_round_from_idea_to_bench(voting, head, clerk, tmp_path: Path, capsys) -> None:
    lots = voting.lots
    # the drawn order is the one anybody can draw again
    numbers = [one.matter.number for one in Project.objects.order_by("lot").select_related("matter")]
    assert numbers == drawn_order(sorted(numbers), "12 34 56")
    with at(VOTING):
        receipts = [vote(voting.town, place, lots[60], lots[50]) for place in range(3)]
        receipts += [vote(voting.town, place, lots[30]) for place in range(3, 6)]
        vote(voting.district, 1, voting.projects[-1].lot or Project.objects.get(area=voting.district).lot)
    with at(AFTER):
        assert tasks.close_votings() == 1 and tasks.count_rounds() == 1
    outcome = Outcome.objects.get(area=voting.town)
    area = Area.objects.select_related("round__matter").get(pk=voting.town.pk)
    # the command says of the published file what the page shows, and the receipt finds the ballot in it
    path = tmp_path / "town.pb"
    path.write_bytes(published_file(area))
    assert command.main(["tally", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == outcome.official
    assert receipt_hash(receipts[0])[:16] in path.read_text(encoding="utf-8")
    assert outcome.other["rule"] == "greedy" and outcome.official["rule"] == "equal-shares"
    won = Project.objects.get(round=voting.round, lot=lots[30])
    assert won.state == Project.State.WON
    assert Link.objects.filter(source=voting.round.matter, relation="funds", target=won.matter).exists()
    with at(moment("2027-05-09")):
        begun = actions.begin_project(
            head, project=won, promised_by=Words("მერია"), due_on=moment("2027-09-01").date()
        )
        step = actions.add_milestone(
            clerk, project=begun, title=Words("შესყიდვა"), due_on=moment("2027-06-01").date()
        )
        actions.reach_milestone(clerk, milestone=step, paid=28)
        built = actions.finish_project(
            clerk, project=begun, evidence=EvidenceDraft("ფოტო", "/ka/ozurgeti/photo/")
        )
    assert built.state == "built" and built.undertaking.matter.state == "kept"
    with at(moment("2027-06-05")):
        assert tasks.destroy_keys() == 1
    assert not Mark.objects.exists() and Round.objects.get().locked_key is None


def test_nobody_votes_twice_and_nothing_ties_a_voter_to_a_ballot(voting, clerk, head) -> None:
    lot = voting.lots[60]
    with at(VOTING):
        codes = actions.print_codes(head, round=voting.round, count=2)
        first = vote(voting.town, 1, lot)
        with override("en"), pytest.raises(VotedAlready, match="in the box already"):
            vote(voting.town, 1, lot)
        # the same form sent again, because the answer was lost, is one vote
        cast_by_voter(voting.town, Voter("61000000001"), [(lot, 1)], first)
        assert Ballot.objects.count() == 1
        # who voted online gets no code; who got one does not vote online
        with pytest.raises(Refusal):
            actions.hand_out_code(clerk, round=voting.round, number="61000000001")
        with pytest.raises(Refusal):  # nothing was handed out yet
            cast_by_code(voting.town, codes[0], [(lot, 1)], fresh_receipt())
        assert not VotingCode.objects.filter(is_used_citywide=True).exists()
        actions.hand_out_code(clerk, round=voting.round, number="61000000002")
        with pytest.raises(VotedAlready):
            vote(voting.town, 2, lot)
        cast_by_code(voting.town, codes[0].lower().replace("-", " "), [(lot, 1)], fresh_receipt())
        with pytest.raises(VotedAlready):
            cast_by_code(voting.town, codes[0], [(lot, 1)], fresh_receipt())
        with pytest.raises(Refusal):  # the second code was not handed out
            cast_by_code(voting.town, codes[1], [(lot, 1)], fresh_receipt())
    assert Ballot.objects.count() == 2
    assert {one.pk.version for one in Ballot.objects.all()} == {4}
    # no journal entry is written with a ballot: its time would tell whose it is
    assert not JournalEntry.objects.filter(action__contains="cast").exists()


def test_a_vote_broken_off_in_the_middle_is_none(voting, monkeypatch) -> None:
    def breaks(*_all: object) -> None:
        raise KeyboardInterrupt

    with at(VOTING):
        monkeypatch.setattr(casting, "_put_in", breaks)
        with pytest.raises(KeyboardInterrupt):
            vote(voting.town, 1, voting.lots[60])
        assert not Mark.objects.exists()
        monkeypatch.undo()
        vote(voting.town, 1, voting.lots[60])
    assert (Mark.objects.count(), Ballot.objects.count()) == (1, 1)


def test_the_last_second_counts_and_the_next_does_not(voting) -> None:
    with at(moment("2027-04-30", "23:59:59")):
        vote(voting.town, 1, voting.lots[60])
    with at(moment("2027-05-01", "00:00:00")), override("en"), pytest.raises(NotAllowed, match="has ended"):
        vote(voting.town, 2, voting.lots[60])


def test_a_code_is_not_guessed(voting) -> None:
    said = []
    with at(VOTING), override("en"):
        for _try in range(1000):
            try:
                cast_by_code(voting.town, keys.fresh_code(), [(1, 1)], fresh_receipt(), "10.0.0.1")
            except Refusal as refused:
                said.append(refused.status)
    assert said[:5] == [422] * 5 and set(said[5:]) == {429}


def test_the_rules_are_frozen_and_a_touch_is_seen(voting, head) -> None:
    found = voting.round
    assert hash_of(found.frozen_text) == found.frozen_hash
    with override("en"), pytest.raises(NotAllowed, match="frozen"):
        actions.set_areas(head, round=found, areas=[rounds.TOWN])
    # what changes in the rows later changes no vote; a touched text is not counted
    Project.objects.filter(round=found).update(cost=1)
    assert {row["cost"] for row in json.loads(found.frozen_text)["projects"]} == {60, 50, 30, 20}
    Round.objects.filter(pk=found.pk).update(frozen_text=found.frozen_text.replace('"cost":60', '"cost":61'))
    with at(AFTER):
        tasks.close_votings()
        assert tasks.count_rounds() == 0
    assert not Outcome.objects.exists()


def test_a_project_taken_back_during_voting_gets_no_votes(voting, applicant) -> None:
    gone = Project.objects.get(round=voting.round, lot=voting.lots[60])
    with at(VOTING):
        vote(voting.town, 1, voting.lots[60], voting.lots[30])
        actions.withdraw_project(applicant, project=gone, because="მიწა უკვე გაიყიდა.")
    with at(AFTER):
        tasks.close_votings()
        tasks.count_rounds()
    outcome = Outcome.objects.get(area=voting.town)
    assert f"{voting.lots[60]:03d}" not in outcome.official["per_project"]
    assert outcome.voters == 1 and outcome.official["winners"] == [f"{voting.lots[30]:03d}"]
    gone.refresh_from_db()
    assert gone.state == "withdrawn"


def test_a_vote_is_changed_only_where_the_rules_say_so(voting) -> None:
    with at(VOTING):
        receipt = vote(voting.town, 1, voting.lots[60])
        with override("en"), pytest.raises(Refusal, match="cannot be changed"):
            casting.change_ballot(voting.town, receipt, [(voting.lots[30], 1)])
        voting.town.round.may_change_vote = True
        casting.change_ballot(voting.town, receipt, [(voting.lots[30], 1)])
    assert Ballot.objects.get().choices == [[voting.lots[30], 1]]


def test_of_two_that_exclude_each_other_one_wins(head, clerk, applicant, monkeypatch) -> None:
    propose = rounds.check
    monkeypatch.setattr(rounds, "check", lambda by, one, cost: _grouped(by, propose(by, one, cost)))
    found = rounds.bring_to_voting(head, clerk, applicant, costs=(30, 40), counting="greedy")
    with at(VOTING):
        vote(found.town, 1, found.lots[30], found.lots[40])
    rounds.count(found.round)
    outcome = Outcome.objects.get(area=found.town).official
    assert outcome["winners"] == [f"{found.lots[30]:03d}"]
    assert outcome["per_project"][f"{found.lots[40]:03d}"]["reason"] == "incompatible"


def _grouped(by: Actor, project: Project) -> Project:
    with at(CHECKING):
        return actions.set_group(by, project=project, group="ბაღი")


def test_a_quorum_missed_lets_nobody_win(head, clerk, applicant) -> None:
    found = rounds.bring_to_voting(head, clerk, applicant, quorum=2)
    with at(VOTING):
        vote(found.town, 1, found.lots[60])
    with at(AFTER):
        tasks.close_votings()
        tasks.count_rounds()
    assert not Outcome.objects.get(area=found.town).is_quorate
    assert not Project.objects.filter(state="won").exists()


def test_projects_become_one_only_with_both_authors(head, clerk, applicant, other) -> None:
    town = rounds.make(head).areas.get(place=0)
    kept, joined = rounds.propose(applicant, town, "სკამი", 20), rounds.propose(other, town, "მერხი", 30)
    with at(CHECKING):
        offer = actions.offer_merger(clerk, kept=kept, joined=joined, because="ერთი და იმავე ბაღისთვისაა.")
        with pytest.raises(NotAllowed):
            actions.answer_merger(head, merger=offer, agrees=True)
        actions.answer_merger(applicant, merger=offer, agrees=True)
        joined.refresh_from_db()
        assert joined.state == "proposed"
        actions.answer_merger(other, merger=offer, agrees=True)
        joined.refresh_from_db()
        assert joined.state == "merged" and joined.merged_into == kept


def test_a_project_is_refused_with_reasons_and_its_author_answers(head, clerk, applicant) -> None:
    town = rounds.make(head).areas.get(place=0)
    project = rounds.propose(applicant, town, "აუზი", 90)
    with at(CHECKING):
        with override("en"), pytest.raises(BadInput, match="more than the area has"):
            dear = FindingDraft("cost", True, "ძვირია", cost=101)
            actions.check_project(clerk, project=project, finding=dear)
        refused = actions.check_project(
            clerk, project=project, finding=FindingDraft("lawful", False, "მიწა კერძოა.")
        )
        assert refused.state == "refused"
        answered = actions.answer_findings(applicant, project=refused, answer="ადგილს შევცვლი.")
        assert answered.answer
        again = actions.check_project(
            clerk, project=answered, finding=FindingDraft("lawful", True, "ახალი ადგილი ჩვენია.")
        )
        assert again.state == "proposed"
    with override("en"), pytest.raises(NotAllowed, match="cannot be proposed"), at(CHECKING):
        actions.propose_project(applicant, round=town.round, draft=None)


def test_the_published_file_is_read_by_the_count_for_each_kind_of_ballot(head, clerk, applicant) -> None:
    assert published_file.__doc__
    from eroba.capabilities.budgeting.tally.intake import read_election

    for kind, given in (("ranking", (1, 1)), ("points", (3, 2)), ("knapsack", (1, 1))):
        found = rounds.bring_to_voting(head, clerk, applicant, ballot_kind=kind)
        choices = [(found.lots[60], given[0]), (found.lots[30], given[1])]
        with at(VOTING):
            cast_by_voter(found.town, Voter("61000000001"), choices, fresh_receipt())
        election = read_election(io.BytesIO(published_file(found.town)))
        expected = {"ranking": [5, 4], "points": [3, 2], "knapsack": [1, 1]}[kind]
        scores = dict(zip((one.id for one in election.projects), election.scores(), strict=True))
        assert [scores[f"{lot:03d}"] for lot, _points in choices] == expected
        Round.objects.filter(pk=found.round.pk).update(state="called_off")
