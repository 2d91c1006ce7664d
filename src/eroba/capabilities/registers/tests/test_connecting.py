"""An operator connects a town to its registers; the desk sees how they are; a key is never shown."""

import html
import re

import pytest
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.registers import actions
from eroba.capabilities.registers.actions import Contract
from eroba.capabilities.registers.connections import (
    breaker_of,
    connectors,
    held_here,
    opened_secret,
    ways_here,
)
from eroba.capabilities.registers.models import Connection, LookUp, OpenQuestion, Reply
from eroba.capabilities.registers.ports import Trouble
from eroba.capabilities.registers.tests.test_story import ask
from eroba.connectors.register_simulator.running import RunningSimulator
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

OPERATOR = Actor(roles=frozenset({"operator"}), label="operator", channel="desk")
CONTRACT = Contract("Guria Water", "W-7/2026", today().replace(month=1, day=1))


def connect(by: Actor, register: str, **changes) -> Connection:
    said = {"connector": "rest", "settings": {"address": "https://r.example/ask"}, "secret": "s3cret-key"}
    said["settings"] |= {wish.name: wish.proposed for wish in connectors()["rest"].wishes if wish.proposed}
    return actions.connect_register(by, register=register, **(said | changes))


@pytest.fixture
def operator_here(client: Client, in_ozurgeti: Municipality) -> Client:
    account = Account.objects.create_user("operator@eroba.example", "a long password", is_staff=True)
    client.force_login(account)
    return client


def test_only_an_operator_connects_a_town(simulator, in_ozurgeti, clerk: Actor, head: Actor) -> None:
    for by in (clerk, head):
        with pytest.raises(NotAllowed):
            connect(by, "civil")
    row = connect(OPERATOR, "civil")
    assert opened_secret(row) == "s3cret-key"
    assert "s3cret-key" not in row.secret_locked
    assert "s3cret-key" not in str(JournalEntry.objects.latest("at").after)


def test_a_key_follows_no_other_address(simulator, in_ozurgeti) -> None:
    row = connect(OPERATOR, "civil")
    same = connect(OPERATOR, "civil", secret="")
    assert opened_secret(same) == "s3cret-key"
    settings = {**row.settings, "address": "https://elsewhere.example/ask"}
    assert opened_secret(connect(OPERATOR, "civil", settings=settings, secret="")) == ""


def test_a_wrong_setting_is_refused_in_words(simulator, in_ozurgeti) -> None:
    with pytest.raises(BadInput, match="https"):
        connect(OPERATOR, "civil", settings={"address": "nowhere"})
    with pytest.raises(BadInput):
        connect(OPERATOR, "civil", connector="pigeon")
    with pytest.raises(BadInput):
        connect(OPERATOR, "civil", total_seconds=60)
    assert not Connection.objects.exists()


def test_a_private_register_is_connected_only_by_contract(simulator, in_ozurgeti) -> None:
    assert ways_here()["utility"].trouble is Trouble.NO_CONTRACT
    with pytest.raises(BadInput, match="ხელშეკრულებით"):
        connect(OPERATOR, "utility")
    connect(OPERATOR, "utility", contract=CONTRACT)
    assert ways_here()["utility"].is_open
    ended = Contract(
        "Guria Water", "W-6", CONTRACT.from_on.replace(year=2020), CONTRACT.from_on.replace(year=2021)
    )
    connect(OPERATOR, "utility", contract=ended)
    assert ways_here()["utility"].trouble is Trouble.NO_CONTRACT


def test_lint_is_told_only_what_the_town_can_ask(simulator, in_ozurgeti, khobi) -> None:
    assert set(held_here()) == {"civil", "social", "property"}
    actions.switch_register_off(OPERATOR, register="property")
    assert set(held_here()) == {"civil", "social"}
    with scope(khobi):
        assert "property" in held_here()


def test_a_register_that_is_switched_off_loses_no_question(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    actions.switch_register_off(OPERATOR, register="social")
    answer = ask(clerk, nino)
    assert (answer.is_answered, answer.problem) == (False, str(Trouble.NOT_CONNECTED.label))
    assert OpenQuestion.objects.count() == 1
    assert Reply.objects.get().trouble == "not_connected"
    actions.switch_register_on(OPERATOR, register="social")
    assert ask(clerk, nino).found
    assert not OpenQuestion.objects.exists()


def test_another_persons_data_is_refused_recorded_and_not_kept(
    nino: Person, clerk: Actor, simulator: RunningSimulator
) -> None:
    simulator.switch_on("social", "other-person")
    answer = ask(clerk, nino)
    assert (answer.found, answer.values, answer.is_answered) == (False, {}, False)
    reply = Reply.objects.get()
    assert (reply.trouble, reply.values_locked) == ("other_person", "")
    assert LookUp.objects.get().person == nino


def test_the_desk_sees_the_breaker_and_what_waits(
    nino: Person, clerk: Actor, impatient: RunningSimulator, official: Client
) -> None:
    impatient.switch_on("social", "garbage")
    for number in range(5):
        ask(clerk, nino, case=f"OZU-2026-SOC-0000{number}")
    page = official.get("/en/ozurgeti/desk/registers/").content.decode()
    assert "left alone for a while" in page and "OZU-2026-SOC-00003" in page
    page = official.get("/en/ozurgeti/desk/registers/of/?register=social").content.decode()
    assert "could not be read" in page and nino.family_name not in page
    assert "Connect otherwise" not in page
    breaker_of("social").worked()
    assert "left alone" not in official.get("/en/ozurgeti/desk/registers/").content.decode()


def test_an_operator_connects_a_town_on_the_page(operator_here: Client, simulator, in_ozurgeti) -> None:
    here, way = "/en/ozurgeti/desk/registers/", "?register=utility"
    assert "REST address" in operator_here.get(f"{here}connect/{way}").content.decode()
    typed = {
        "address": "http://water.example/",
        "total_seconds": "4",
        "secret": "s3cret-key",
        "owner": "გურიის წყალი",
        "owner_en": "Guria Water",
    }
    typed |= {
        "contract_number": "W-7",
        "contract_from_day": "1",
        "contract_from_month": "2",
        "contract_from_year": "2026",
    }
    page = operator_here.get(f"{here}connect/{way}&over=rest").content.decode()
    for name in ("key_header", "number_key", "person_path", "found_path", "values_path"):
        typed[name] = re.search(
            rf'name="{name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{name}"', page
        )[1]
    answer = operator_here.post(f"{here}connect/{way}&over=rest", typed)
    assert answer.status_code == 422
    assert "Without https" in answer.content.decode() and "Guria Water" in answer.content.decode()
    answer = operator_here.post(
        f"{here}connect/{way}&over=rest", typed | {"address": "https://water.example/"}
    )
    assert answer.status_code == 302, re.findall(r"error[^<]*<[^<]*", answer.content.decode())
    page = operator_here.get(f"{here}of/{way}").content.decode()
    assert "kept, never shown" in page and "s3cret-key" not in page and "Guria Water" in page
    assert "გურიის წყალი" in operator_here.get(f"{here.replace('/en/', '/ka/')}of/{way}").content.decode()
    assert "W-7: 1 February 2026 – without an end" in page, "what is read for years says its year"
    again = operator_here.get(f"{here}connect/{way}&over=rest").content.decode()
    assert 'value="Guria Water"' in again and 'value="გურიის წყალი"' in again
    operator_here.post(f"{here}switch/", {"register": "utility", "to": "off"})
    assert "not connected" in operator_here.get(f"{here}of/{way}").content.decode()


def test_each_line_says_when_to_choose_it(operator_here: Client, simulator, in_ozurgeti) -> None:
    for language in ("ka", "en"):
        page = operator_here.get(
            f"/{language}/ozurgeti/desk/registers/connect/?register=civil"
        ).content.decode()
        for one in connectors().values():
            with override(language):
                assert str(one.hint) in html.unescape(page)
    assert "Nothing changes until you have filled in the next page" in page


def test_the_list_asks_a_fixed_number_of_questions(
    official: Client, nino: Person, clerk: Actor, simulator, django_assert_max_num_queries
) -> None:
    for number in range(3):
        ask(clerk, nino, case=f"OZU-2026-SOC-1000{number}")
    official.get("/en/ozurgeti/desk/registers/")
    with django_assert_max_num_queries(12):
        official.get("/en/ozurgeti/desk/registers/")
