"""What a ballot of each kind shows while it is filled in, a code that is refused, and codes made to be cut out."""

import re

import pytest
from django.test import Client

from eroba.capabilities.budgeting.tests import rounds
from eroba.capabilities.budgeting.tests.rounds import VOTING
from eroba.capabilities.budgeting.tests.test_pages import signed_in
from eroba.kernel.base.clock import at

NO_BREAK = "\N{NO-BREAK SPACE}"


def seen(page: str) -> str:
    """The words of a page as they are read."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace(" ,", ",")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "typed", "said", "unsaid"),
    [
        (
            "approval",
            {"pick": 60},
            f"Projects at most 5 Chosen 1 Left 4 Money of this area 100{NO_BREAK}₾",
            "",
        ),
        ("ranking", {"rank": 60}, "Projects at most 5 Chosen 1 Left 4", "Points to share"),
        ("points", {"points": 60}, "Points to share 10 Given 3 Left 7", "Projects at most"),
        ("choose_one", {"pick": 60}, f"What you chose costs 60{NO_BREAK}₾ Left if all of it wins", "at most"),
        (
            "knapsack",
            {"pick": 60},
            f"What you chose costs 60{NO_BREAK}₾ Left 40{NO_BREAK}₾",
            "if all of it wins",
        ),
    ],
)
def test_each_ballot_counts_what_it_is_filled_with(head, clerk, applicant, kind, typed, said, unsaid) -> None:
    found = rounds.bring_to_voting(head, clerk, applicant, ballot_kind=kind)
    lot = found.lots[60]
    sent = {"pick": {"pick": str(lot)}, "rank": {f"rank-{lot}": "1"}, "points": {f"points-{lot}": "3"}}
    with at(VOTING):
        here = f"/en/ozurgeti/rounds/{found.round.matter.number}/vote/0/"
        page = Client().post(here, {"stage": "update", **sent[next(iter(typed))]}).content.decode()
    words = seen(page).replace(NO_BREAK, " ")
    assert said.replace(NO_BREAK, " ") in words
    assert not unsaid or unsaid not in words


@pytest.mark.django_db
def test_a_code_that_does_not_fit_is_said_at_its_field_and_codes_come_as_slips(
    head, clerk, applicant
) -> None:
    found = rounds.bring_to_voting(head, clerk, applicant)
    number = found.round.matter.number
    with at(VOTING):
        here = f"/en/ozurgeti/rounds/{number}/vote/0/"
        cast = {"stage": "cast", "way": "code", "code": "AAAA-BBBB-CCCC", "pick": str(found.lots[60])}
        refused = Client().post(here, cast).content.decode()
        assert 'id="id_code_error"' in refused and 'value="AAAA-BBBB-CCCC"' in refused
        official = signed_in(head)
        made = official.post(f"/en/ozurgeti/desk/rounds/{number}/codes/", {"count": "3"}).content.decode()
        assert made.count('class="r-slip"') == 3
        assert made.count(f"http://testserver/en/ozurgeti/rounds/{number}/vote/") == 3
        # shown once: who loads the page again finds none
        assert (
            "r-slip__code" not in official.get(f"/en/ozurgeti/desk/rounds/{number}/codes/").content.decode()
        )
