"""`kill -9` in the middle of voting and of the count: no vote lost, none twice, and each receipt is found."""

import pytest

from eroba.capabilities.budgeting import actions, queries, tasks
from eroba.capabilities.budgeting.models import Area, Ballot, Mark, Outcome, Project, Round, VotingCode
from eroba.capabilities.budgeting.recount import count_area
from eroba.capabilities.budgeting.tests import rounds
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.outbox.models import FactRecord
from tests.recovery.processes import told_by
from tests.recovery.short_votes import FIRST_NUMBER, form_of, send

pytestmark = pytest.mark.slow
#: Two ballots take fourteen statements, each with an end before and one after it; closing and counting some dozens.
CASTING = list(range(30))
COUNTING = [*range(0, 48, 3), *range(48, 120, 7)]
HANDED_OUT = FIRST_NUMBER + 1_000


def lives(act: str, ends: list[int], codes: list[str]) -> list[list[str]]:
    """Let them live and die; what they said."""
    return told_by(f"from tests.recovery.short_votes import main; main({act!r}, {ends!r}, {codes!r})")


def prepare(head: Actor, clerk: Actor, applicant: Actor) -> tuple[Area, list[str]]:
    """A round on its first day of voting, with a code for each life, handed out."""
    voting = rounds.bring_to_voting(head, clerk, applicant)
    with at(rounds.VOTING):
        codes = list(actions.print_codes(head, round=voting.round, count=len(CASTING)))
        for place in range(len(CASTING)):
            actions.hand_out_code(clerk, round=voting.round, number=f"{HANDED_OUT + place}")
    return voting.town, codes


def count_between_deaths(town: Area, found: Round, receipts: list[str]) -> None:
    """Close, seal and count as often as it takes; then each ballot is there once, and so is each act."""
    said = lives("count", COUNTING, [])
    assert said.count(["died"]) >= 10, said
    with at(rounds.AFTER):
        tasks.close_votings()
        tasks.count_rounds()
    assert Ballot.objects.count() == len(receipts), "closing lost or doubled a ballot"
    assert all(queries.ballot_known_by(found, receipt) for receipt in receipts)
    counted = Round.objects.get(pk=found.pk)
    assert counted.counted_at is not None and sum(counted.turnout.values()) >= len(receipts)
    area = Area.objects.select_related("round__matter").get(pk=town.pk)
    assert Outcome.objects.get(area=area).official == count_area(area).official
    assert not Project.objects.filter(state=Project.State.LISTED).exists()
    for action, fact in (("close_voting", "round.voting_closed"), ("record_outcomes", "round.counted")):
        assert JournalEntry.objects.filter(action=f"budgeting.{action}").count() == 1, action
        assert FactRecord.objects.filter(name=fact).count() == 1, fact


@pytest.mark.django_db(transaction=True)
def test_no_vote_is_lost_and_none_counts_twice_whoever_is_killed_when(
    head: Actor, clerk: Actor, applicant: Actor
) -> None:
    town, codes = prepare(head, clerk, applicant)
    said = lives("cast", CASTING, codes)
    told = {receipt for word, *rest in said for receipt in rest if word == "cast"}
    deaths = said.count(["died"])
    assert deaths >= len(CASTING) * 0.8 and told, "nobody was killed in the middle"
    forms = {form[1]: (place, form) for place in range(len(CASTING)) for form in form_of(place, codes)}
    found = queries.round_numbered(town.round.matter.number)
    assert found is not None
    assert all(queries.ballot_known_by(found, receipt) for receipt in told), "an acknowledged ballot is gone"
    # a mark without a ballot, or a ballot without a mark, would be a vote lost or won
    by_account = Mark.objects.filter(channel=Mark.Channel.ACCOUNT).count()
    by_code = VotingCode.objects.filter(is_used_citywide=True).count()
    assert Ballot.objects.count() == by_account + by_code
    # whoever got no answer sends the same form again; who did get one, too
    with at(rounds.VOTING):
        for place, form in forms.values():
            send(town, place, form)
    assert Ballot.objects.count() == len(forms)
    assert all(queries.ballot_known_by(found, receipt) for receipt in forms)
    count_between_deaths(town, found, list(forms))
