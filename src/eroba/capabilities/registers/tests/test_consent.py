"""A private register is asked only by contract and with consent; declining and taking it back lose no case."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.registers import actions
from eroba.capabilities.registers.consent import choices_of
from eroba.capabilities.registers.exports import consents_held
from eroba.capabilities.registers.models import ConsentWord, LookUp, OpenQuestion
from eroba.capabilities.registers.tasks import ask_open_questions
from eroba.capabilities.registers.tests.test_connecting import CONTRACT, OPERATOR
from eroba.capabilities.registers.tests.test_story import ask
from eroba.connectors.register_simulator.running import RunningSimulator
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.clock import at, now
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.scope import scope


@pytest.fixture
def water(simulator: RunningSimulator, in_ozurgeti) -> RunningSimulator:
    """The town has a contract with the water company."""
    actions.connect_register(
        OPERATOR, register="utility", connector="installed", settings={}, contract=CONTRACT
    )
    return simulator


def test_its_life(water: RunningSimulator, nino: Person, clerk: Actor, applicant: Actor) -> None:
    before = len(water.asked())
    answer = ask(clerk, nino, "utility")
    assert (answer.is_unasked, answer.values, answer.is_answered) == (True, {}, False)
    assert len(water.asked()) == before and not LookUp.objects.exists()

    actions.agree_to_register(applicant, person=nino, register="utility")
    answer = ask(clerk, nino, "utility")
    assert answer.values["customer_number"] == "W-56-00001"
    assert LookUp.objects.get().fields[0] == "customer_number"

    actions.decline_register(applicant, person=nino, register="utility")
    assert ask(clerk, nino, "utility").is_unasked
    assert [one["said"] for one in consents_held(nino)] == ["agreed", "withdrew"]


def test_what_waits_is_dropped_when_consent_is_taken_back(
    water: RunningSimulator, nino: Person, clerk: Actor, applicant: Actor
) -> None:
    actions.agree_to_register(applicant, person=nino, register="utility")
    water.switch_on("utility", "error")
    ask(clerk, nino, "utility")
    assert OpenQuestion.objects.count() == 1
    actions.decline_register(applicant, person=nino, register="utility")
    water.switch_off("utility")
    before = len(water.asked())
    with at(now().replace(year=now().year + 1)):
        assert ask_open_questions() == 0
    assert len(water.asked()) == before


def test_nobody_agrees_for_somebody_else(water, nino: Person, clerk: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.agree_to_register(clerk, person=nino, register="utility")


def test_without_a_contract_nobody_is_asked(simulator, nino: Person, clerk: Actor) -> None:
    assert ask(clerk, nino, "utility").is_unasked


@pytest.mark.parametrize(
    ("owner_en", "read"),
    [("Guria Water", "Guria Water"), ("", "Guriis Tsqali"), ("გურიის წყალი", "Guriis Tsqali")],
)
def test_its_owner_is_read_in_the_language_of_the_page(
    simulator, in_ozurgeti, nino: Person, client: Client, owner_en: str, read: str
) -> None:
    contract = replace(CONTRACT, owner="გურიის წყალი", owner_en=owner_en)
    actions.connect_register(
        OPERATOR, register="utility", connector="installed", settings={}, contract=contract
    )
    client.force_login(Account.objects.get(pk=nino.account_id))
    for address in ("ozurgeti/registers/consent/?register=utility", "me/who-looked/"):
        english = client.get(f"/en/{address}").content.decode()
        assert read in english and "გურიის წყალი" not in english
        assert "გურიის წყალი" in client.get(f"/ka/{address}").content.decode()
    with override("en"):
        assert [str(one.owner) for one in choices_of(nino)] == [read]


def test_on_the_page(water, nino: Person, client: Client, khobi) -> None:
    client.force_login(Account.objects.get(pk=nino.account_id))
    here = "/en/ozurgeti/registers/consent/?register=utility"
    page = client.get(here).content.decode()
    assert "Guria Water" in page and "customer number" in page
    assert "Customer accounts" in client.get("/en/me/who-looked/").content.decode()
    answer = client.post(here, {"register": "utility", "said": "agree", "next": "/en/me/who-looked/"})
    assert answer["Location"] == "/en/me/who-looked/"
    assert "you agreed" in client.get("/en/me/who-looked/").content.decode()
    client.post(here, {"register": "utility", "said": "decline", "next": "https://evil.example/"})
    assert ConsentWord.objects.latest("said_at").said == "withdrew"
    assert client.get("/en/ozurgeti/registers/consent/?register=civil").status_code == 404
    with scope(khobi):
        assert not ConsentWord.objects.exists()
