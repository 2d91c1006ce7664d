"""How often the pages of one petition ask the database: at most as often as the house allows a page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eroba.capabilities.petitions import actions, asking, tasks
from eroba.capabilities.petitions.actions.guarding import InCommon
from eroba.capabilities.petitions.actions.paper import LineDraft
from eroba.capabilities.petitions.models import Petition, Sheet, Signature
from eroba.capabilities.petitions.ports import RegisteredPerson, SignerRegister
from eroba.capabilities.petitions.queries import came_in
from eroba.capabilities.petitions.tests.conftest import BORN
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import at, now
from eroba.kernel.people.models import Account
from eroba.kernel.registry import offer

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


class Register:
    """A register that knows everybody of the tests, but one line of paper."""

    def known_as(self, number: str, *, matter_number: str) -> RegisteredPerson | None:
        """Whoever is asked about, but one."""
        if number.endswith("05"):
            return None
        return RegisteredPerson(frozenset({"ნიმუშაძე"}), BORN, None, "61")


@pytest.fixture
def busy(opened: Petition, sign: Callable[..., object], clerk: Actor) -> Petition:
    """A petition with signatures, sheets entered and open, sealed receipts and a striking."""
    for place in range(1, 5):
        sign(place)
    sheets = actions.print_sheets(clerk, petition=opened, count=2)
    lines = [LineDraft(place, f"6100000000{4 + place}", "ნიმუშაძე", BORN) for place in (1, 2)]
    actions.enter_lines(clerk, sheet=sheets[0], lines=lines)
    actions.close_sheet(clerk, sheet=Sheet.objects.get(pk=sheets[0].pk))
    actions.strike_out(clerk, petition=opened, in_common=InCommon(contact="no@example.org"), because="…")
    tasks.seal_all_receipts()
    return opened


def asked_for(page: str, client: Client) -> list[str]:
    """What the database is asked while a page is made."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return [one["sql"] for one in asked.captured_queries]


def signed_in(actor: Actor) -> Client:
    """A browser of somebody who is signed in."""
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def assert_within_budget(petition: Petition, author: Actor, clerk: Actor) -> None:
    """Opens the pages of a petition as everybody who may."""
    number = petition.matter.number
    for client in (Client(), signed_in(author), signed_in(clerk)):
        asked = asked_for(f"/ka/ozurgeti/petitions/{number}/", client)
        assert len(asked) <= MOST_QUERIES, "\n".join(asked)
    for page in ("", "signatures/"):
        asked = asked_for(f"/ka/ozurgeti/desk/petitions/{number}/{page}", signed_in(clerk))
        assert len(asked) <= MOST_QUERIES, "\n".join(asked)


def test_pages_of_a_petition_that_collects_keep_to_the_budget(busy, author, clerk) -> None:
    assert_within_budget(busy, author, clerk)


@pytest.mark.parametrize("method", ["whole", "sample"])
def test_pages_of_a_petition_being_checked_keep_to_the_budget(busy, author, clerk, method) -> None:
    with at(now() + timedelta(days=95)):
        tasks.end_what_is_over()
        offer(SignerRegister, Register())
        over = Petition.objects.get(pk=busy.pk)
        assert over.state == Petition.State.VERIFYING
        check = actions.begin_check(clerk, petition=over, method=method, sample_size=6)
        assert_within_budget(over, author, clerk)
        if method == "sample":
            actions.publish_seed(clerk, check=check, seed="1")
        asking.ask_register(clerk, check)
        assert_within_budget(over, author, clerk)
        actions.finish_check(clerk, check=check)
        assert_within_budget(over, author, clerk)


def test_what_came_in_is_told_by_state_and_by_network(busy) -> None:
    Signature.objects.update(network_hash="")
    several = list(Signature.objects.filter(petition=busy, state="counted").values_list("pk", flat=True)[:3])
    Signature.objects.filter(pk__in=several).update(network_hash="many")
    Signature.objects.filter(pk=several[0]).update(state="held")
    told = came_in(busy, least=3)
    assert told.states == {"counted": 3, "held": 1, "waiting": 2}
    assert [(one.network, one.count, one.held) for one in told.clusters] == [("many", 3, 1)]
    assert came_in(busy, least=4).clusters == []


def test_what_came_in_is_a_page_of_its_own_once_collecting_is_over(busy, clerk) -> None:
    here = f"/ka/ozurgeti/desk/petitions/{busy.matter.number}/"
    official = signed_in(clerk)
    assert "ამოშლილი" in official.get(here).content.decode()
    Petition.objects.filter(pk=busy.pk).update(state="verifying")
    assert f'href="{here}signatures/"' in official.get(here).content.decode()
    assert "ამოშლილი" in official.get(f"{here}signatures/").content.decode()
