"""The pages of a round without a browser: the basket, the last second, one's own, how often the database is asked."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from eroba.capabilities.budgeting.basket import BallotRules, fields_of, read_basket
from eroba.capabilities.budgeting.models import Ballot, Mark, Project
from eroba.capabilities.budgeting.ports import VoterRegister
from eroba.capabilities.budgeting.tests import rounds
from eroba.capabilities.budgeting.tests.rounds import BORN, CHECKING, PROPOSING, VOTING, moment
from eroba.capabilities.budgeting.wording import reason_for
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import at
from eroba.kernel.base.receipts import receipt_hash
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.numbers import set_personal_number
from eroba.kernel.registry import offer

MOST_QUERIES = 12
COSTS = {1: 60, 2: 50, 3: 30}


class Typed(dict):
    """What a browser sends."""

    def getlist(self, name: str) -> list[str]:
        """All values of a field."""
        found = self.get(name, [])
        return found if isinstance(found, list) else [found]


@pytest.mark.parametrize(
    ("kind", "typed", "choices", "said"),
    [
        ("approval", {"pick": ["1", "3"]}, [(1, 1), (3, 1)], ""),
        ("approval", {"pick": ["1", "2", "3"]}, [(1, 1), (2, 1), (3, 1)], "at most 2"),
        ("approval", {"pick": ["9"]}, [], "not on this ballot"),
        ("approval", {}, [], "Nothing is chosen"),
        ("choose_one", {"pick": ["1", "2"]}, [(1, 1), (2, 1)], "one project only"),
        ("knapsack", {"pick": ["1", "2"]}, [(1, 1), (2, 1)], "10 lari more"),
        ("ranking", {"rank-2": "1", "rank-1": "2"}, [(2, 1), (1, 1)], ""),
        ("ranking", {"rank-2": "1", "rank-1": "1"}, [(2, 1), (1, 1)], "same place"),
        ("ranking", {"rank-2": "1", "rank-1": "3"}, [(2, 1), (1, 1)], "follow each other"),
        ("points", {"points-1": "4", "points-3": "1"}, [(1, 4), (3, 1)], ""),
        ("points", {"points-1": "9"}, [(1, 9)], "you gave 9"),
        ("points", {"points-1": "many"}, [], "Write a whole number"),
    ],
)
def test_a_basket_says_what_is_wrong_and_keeps_what_was_typed(kind, typed, choices, said) -> None:
    rules = BallotRules(kind, money=100, max_choices=2, max_points=5)
    with override("en"):
        basket = read_basket(rules, COSTS, Typed(typed))
    assert sorted(basket.choices) == sorted(choices)
    assert (said in " ".join(basket.faults)) if said else not basket.faults
    assert basket.left == 100 - sum(COSTS[lot] for lot, _points in choices)
    if not said:
        again = Typed()
        for name, value in fields_of(rules, basket.choices):
            again.setdefault(name, []).append(value)
        again = Typed({name: values[0] if name != "pick" else values for name, values in again.items()})
        assert read_basket(rules, COSTS, again).choices == basket.choices


def test_a_reason_writes_its_figures_as_people_of_the_language_do() -> None:
    row = {"reason": "bought", "won": True, "round": 1, "points": 1055, "price": 285.09, "worth": 55.5}
    told = {"per_project": {"002": row, "003": {"reason": "completed", "won": True, "left": 37460}}}
    with override("ka"):
        assert "285,09\u00a0₾" in reason_for(told, "002")
        assert "1\u00a0055" in reason_for(told, "002")
        assert "37\u00a0460\u00a0₾" in reason_for(told, "003")
    with override("en"):
        assert "37,460\u00a0₾" in reason_for(told, "003")
        assert "1,055 points" in reason_for(told, "002")


@pytest.fixture
def voter(applicant: Actor, resident: Person, in_ozurgeti) -> Client:
    """A browser of a resident whom the town and the register know."""
    in_ozurgeti.code = "61"
    in_ozurgeti.save()
    set_personal_number(resident, "61000000001")
    resident.birth_date = BORN
    resident.save()
    offer(VoterRegister, rounds.Register())
    return signed_in(applicant)


def signed_in(actor: Actor) -> Client:
    """A browser of somebody who is signed in."""
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the first form that casts."""
    form = page[page.index('value="cast"') - 200 :].split("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) | {"stage": "cast"}


def assert_nothing_stays(official: Client, found: Any, typed: dict[str, Any]) -> None:
    """A code is handed out, and the form is empty for whoever comes next; what was refused stays to be mended."""
    here = f"/en/ozurgeti/desk/rounds/{found.round.matter.number}/hand-out/"
    wrong = official.post(here, {**typed, "personal_number": "61000000099"}).content.decode()
    assert 'value="61000000099"' in wrong and 'value="1980"' in wrong
    done = official.post(here, typed).content.decode()
    assert "do not look at the code" in done
    assert "61000000003" not in done and 'value="1980"' not in done


@pytest.mark.django_db
def test_a_resident_votes_and_finds_the_ballot_by_its_receipt(voter, head, clerk, applicant) -> None:
    found = rounds.bring_to_voting(head, clerk, applicant)
    here = f"/en/ozurgeti/rounds/{found.round.matter.number}/"
    picks = {"pick": [str(found.lots[60]), str(found.lots[30])]}
    with at(VOTING):
        shown = voter.post(f"{here}vote/0/", {"stage": "update", **picks}).content.decode()
        assert "10\N{NO-BREAK SPACE}₾" in shown and shown.count(" checked") == 2
        check = voter.post(f"{here}vote/0/", {"stage": "check", **picks}).content.decode()
        sent = {**hidden(check), "way": "account", **picks}
        done = voter.post(f"{here}vote/0/", sent).content.decode()
        assert sent["receipt"] in done and Mark.objects.count() == 1
        assert Ballot.objects.get().receipt_hash == receipt_hash(sent["receipt"])
        # sent again it is the same vote; another one is refused with everything typed kept
        assert voter.post(f"{here}vote/0/", sent).status_code == 200
        twice = voter.post(f"{here}vote/0/", {**sent, "receipt": "22222-22222-22222-22222"})
        assert twice.status_code == 409 and "in the box already" in twice.content.decode()
        looked_up = voter.post(f"{here}receipt/", {"receipt": sent["receipt"].lower()}).content.decode()
        assert "in the box" in looked_up and "shown here once voting has ended" in looked_up
        # a village administrator or clerk enters a vote for somebody who stands there
        desk = f"/en/ozurgeti/desk/rounds/{found.round.matter.number}/vote/0/"
        helped = {**sent, "way": "assisted", "receipt": "33333-33333-33333-33333", "birth_date_day": "17"}
        helped |= {"personal_number": "61000000002", "birth_date_month": "5", "birth_date_year": "1980"}
        assert signed_in(clerk).post(desk, helped).status_code == 200 and Ballot.objects.count() == 2
        elsewhere = signed_in(clerk).post(desk, {**helped, "personal_number": "61000000099"})
        assert "another municipality" in elsewhere.content.decode() and Ballot.objects.count() == 2
        assert_nothing_stays(signed_in(clerk), found, {**helped, "personal_number": "61000000003"})
    with at(moment("2027-05-01", "00:00:01")):
        late = Client().post(f"{here}vote/0/", {"stage": "check", **picks})
        assert late.status_code == 409 and late.content.decode().count(" checked") == 2
        assert "Voting has ended" in late.content.decode()
    rounds.count(found.round)
    assert_read_again(voter, found, sent["receipt"], signed_in(clerk))


def assert_read_again(voter: Client, found: Any, receipt: str, official: Client) -> None:
    """The receipt leads to the ballot, the pages stand, and none asks the database too often."""
    here = f"/en/ozurgeti/rounds/{found.round.matter.number}/"
    looked_up = voter.post(f"{here}receipt/", {"receipt": receipt}).content.decode()
    assert "პროექტი 60" in looked_up and "პროექტი 50" not in looked_up
    result = Client().get(f"{here}results/").content.decode()
    assert "eroba tally" in result and "won" in result
    pages = ["", "projects/", "results/", "receipt/"]
    project = Project.objects.get(round=found.round, lot=found.lots[60])
    own = f"/en/ozurgeti/rounds/project/{project.matter.number}/"
    desk = f"/en/ozurgeti/desk/rounds/{found.round.matter.number}/"
    walk = [(Client(), f"{here}{page}") for page in pages] + [(Client(), own), (voter, f"{own}own/")]
    walk += [(official, desk), (official, "/en/ozurgeti/desk/rounds/")]
    walk += [(official, f"/en/ozurgeti/desk/rounds/project/{project.matter.number}/")]
    for client, page in walk:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200, page
        said = "\n".join(one["sql"][:200] for one in asked.captured_queries)
        assert len(asked) <= MOST_QUERIES, f"{page}\n{said}"


@pytest.mark.django_db
def test_a_resident_proposes_and_only_the_author_has_the_own_page(voter, head, clerk) -> None:
    found = rounds.make(head)
    here = f"/en/ozurgeti/rounds/{found.matter.number}/propose/"
    typed = {"area": "0", "title_ka": "სკამი", "about": "სკამი ჩრდილში.", "asked_cost": "20"}
    with at(PROPOSING):
        wrong = voter.post(here, {**typed, "asked_cost": "ბევრი", "latitude": "42.0"})
        assert wrong.status_code == 422 and "სკამი ჩრდილში." in wrong.content.decode()
        made = voter.post(here, typed)
    assert made.status_code == 302 and Project.objects.get().state == "proposed"
    number = Project.objects.get().matter.number
    assert signed_in(clerk).get(f"/en/ozurgeti/rounds/project/{number}/own/").status_code in (302, 404)
    with at(CHECKING):
        desk = f"/en/ozurgeti/desk/rounds/project/{number}/check/"
        sent = {"aspect": "cost", "is_met": "yes", "words_ka": "დავთვალეთ."}
        assert signed_in(clerk).post(desk, sent).status_code == 422
        assert signed_in(clerk).post(desk, {**sent, "cost": "25"}).status_code == 302
    assert Project.objects.get().cost == 25
    assert Client().get(f"/en/khobi/rounds/project/{number}/").status_code == 404
