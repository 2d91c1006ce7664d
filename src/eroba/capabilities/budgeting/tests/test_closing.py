"""Closing the box: on the day that was announced, at once only in practice, and never with a ballot half in it."""

import threading

import pytest
from django.db import connection

from eroba.capabilities.budgeting import actions, casting, tasks
from eroba.capabilities.budgeting.casting import Voter, cast_by_code, cast_by_voter
from eroba.capabilities.budgeting.models import Ballot, Mark, Outcome, Round, VotingCode
from eroba.capabilities.budgeting.tests import rounds
from eroba.capabilities.budgeting.tests.rounds import VOTING
from eroba.capabilities.budgeting.tests.rounds import vote_as as vote
from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.clock import at
from eroba.kernel.base.errors import Refusal
from eroba.kernel.base.receipts import fresh_receipt
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def voting(head, clerk, applicant):
    """A round on its first day of voting."""
    return rounds.bring_to_voting(head, clerk, applicant)


def test_voting_ends_early_only_where_it_is_practised(voting, head, clerk, settings) -> None:
    with at(VOTING):
        vote(voting.town, 1, voting.lots[60])
        settings.IS_DEMO = False
        with pytest.raises(NotAllowed, match="გამოცხადებული ბოლო დღის"):
            actions.end_practice_vote(head, round=voting.round)
        settings.IS_DEMO = True
        with pytest.raises(NotAllowed):
            actions.end_practice_vote(clerk, round=voting.round)
        actions.end_practice_vote(head, round=voting.round)
        with pytest.raises(NotAllowed, match="თქვენი ბიულეტენი აღარ მიიღეს"):
            vote(voting.town, 2, voting.lots[60])
        with pytest.raises(Refusal):
            actions.end_practice_vote(head, round=voting.round)
        assert tasks.close_votings() == 0 and tasks.count_rounds() == 1
    official = Outcome.objects.get(area=voting.town).official
    assert official["winners"] == [f"{voting.lots[60]:03d}"]


def test_whoever_read_the_ballot_before_the_box_was_closed_is_told_so(head, clerk, applicant) -> None:
    found = rounds.bring_to_voting(head, clerk, applicant, may_change_vote=True)
    lot, receipt = found.lots[60], fresh_receipt()
    with at(VOTING):
        cast_by_voter(found.town, Voter("61000000001"), [(lot, 1)], receipt)
        code = actions.print_codes(head, round=found.round, count=1)[0]
        actions.hand_out_code(clerk, round=found.round, number="61000000002")
        actions.end_practice_vote(head, round=Round.objects.get(pk=found.round.pk))
        # the pages of these three were opened before
        for late in (
            lambda area: cast_by_voter(area, Voter("61000000003"), [(lot, 1)], fresh_receipt()),
            lambda area: cast_by_code(area, code, [(lot, 1)], fresh_receipt()),
            lambda area: casting.change_ballot(area, receipt, [(found.lots[50], 1)]),
        ):
            found.town.round.closed_at = None
            with pytest.raises(NotAllowed, match="თქვენი ბიულეტენი აღარ მიიღეს"):
                late(found.town)
    assert [one.choices for one in Ballot.objects.all()] == [[[lot, 1]]]
    assert not VotingCode.objects.filter(is_used_citywide=True).exists()
    assert Mark.objects.filter(channel="account").count() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_closes_the_box_waits_for_the_ballot_in_hand(voting, head, in_ozurgeti, monkeypatch) -> None:
    put_in, in_hand, said = casting._put_in, threading.Event(), []

    def put_in_slowly(*given):
        in_hand.set()
        closing.join(0.5)
        said.append("cast")
        return put_in(*given)

    def close() -> None:
        in_hand.wait(10)
        with scope(in_ozurgeti), at(VOTING):
            actions.end_practice_vote(head, round=Round.objects.get(pk=voting.round.pk))
            said.append("closed")
        connection.close()

    monkeypatch.setattr(casting, "_put_in", put_in_slowly)
    closing = threading.Thread(target=close)
    closing.start()
    with at(VOTING):
        vote(voting.town, 1, voting.lots[60])
    closing.join(20)
    assert said == ["cast", "closed"]
    with scope(in_ozurgeti):
        sealed = FactRecord.objects.get(name="round.voting_closed").payload
        assert (sealed["count"], Ballot.objects.count()) == (1, 1)
