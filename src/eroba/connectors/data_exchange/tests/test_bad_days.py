"""What the connectors make of registers that are down, slow, rude or wrong; asked over real HTTP."""

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import cache

from eroba.capabilities.registers.ports import (
    CivilField,
    CivilRecord,
    NotInRegister,
    Question,
    SocialField,
    SocialRecord,
    Trouble,
    Unavailable,
)
from eroba.connectors.civil_register import client as civil_register
from eroba.connectors.civil_register.client import CivilRegisterClient
from eroba.connectors.data_exchange.exchange import ExchangeOptions
from eroba.connectors.register_simulator.running import RunningSimulator, running_simulator
from eroba.connectors.social_register import client as social_register
from eroba.connectors.social_register.client import SocialRegisterClient

NINO = "99000000101"
NOBODY = "99000009999"
WRONG_BIRTH_DATE = "99000001201"


@pytest.fixture(autouse=True)
def breakers_in_memory(settings) -> None:
    """The road to a register needs a cache, and no database."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture(scope="module")
def started() -> Iterator[RunningSimulator]:
    with running_simulator() as simulator:
        yield simulator


@pytest.fixture
def simulator(started: RunningSimulator) -> Iterator[RunningSimulator]:
    yield started
    for register in ("civil", "social"):
        started.switch_off(register)


@pytest.fixture
def civil(simulator: RunningSimulator) -> CivilRegisterClient:
    return CivilRegisterClient(ExchangeOptions(simulator.address, total_seconds=0.8))


def question(personal_number: str = NINO, fields: tuple[str, ...] = ("given_name", "birth_date")) -> Question:
    return Question(
        personal_number=personal_number,
        fields=fields,
        purpose="prefill",
        legal_ground="GAC 78",
        case_number="OZU-2026-SOC-00042",
        asking_body="56",
        official="GE.clerk-7",
        message_id="3f1d",
    )


def test_it_reads_all_values_of_both_registers(simulator: RunningSimulator) -> None:
    options = ExchangeOptions(simulator.address)
    person = CivilRegisterClient(options).ask(question(fields=tuple(CivilField)))
    assert isinstance(person, CivilRecord)
    assert (person.given_name, person.family_name_latin) == ("ნინო", "Magalitadze")
    assert (person.birth_date, person.died_on) == (date(1988, 4, 12), None)
    assert (person.municipality_code, person.household_count, person.child_count) == ("56", 3, 2)
    family = SocialRegisterClient(options).ask(question(fields=tuple(SocialField)))
    assert family == SocialRecord(NINO, 41200, date(2026, 3, 17), True, 3)


def test_values_not_asked_for_stay_empty(civil: CivilRegisterClient) -> None:
    answer = civil.ask(question(fields=("village",)))
    assert isinstance(answer, CivilRecord)
    assert (answer.village, answer.given_name) == ("ლიხაური", None)


def test_someone_unknown_is_not_in_the_register(civil: CivilRegisterClient) -> None:
    assert civil.ask(question(NOBODY)) == NotInRegister()


def test_the_question_carries_case_official_and_body(
    civil: CivilRegisterClient, simulator: RunningSimulator
) -> None:
    civil.ask(question())
    asked = simulator.asked()[-1]
    assert asked["X-Road-Issue"] == "OZU-2026-SOC-00042"
    assert asked["X-Road-Client"] == "GE-TEST/MUN/56/eroba"
    assert asked["X-Road-UserId"] == "GE.clerk-7"


@pytest.mark.parametrize(
    ("kind", "trouble"),
    [
        ("down", Trouble.DOWN),
        ("unavailable", Trouble.DOWN),
        ("limit", Trouble.LIMITED),
        ("refused", Trouble.REFUSED),
        ("garbage", Trouble.NONSENSE),
        ("html", Trouble.NONSENSE),
        ("other-person", Trouble.OTHER_PERSON),
        ("missing-field", Trouble.NONSENSE),
        ("impossible", Trouble.NONSENSE),
        ("huge", Trouble.NONSENSE),
        ("wrong-hash", Trouble.NONSENSE),
    ],
)
def test_each_fault_has_its_own_sentence(
    civil: CivilRegisterClient, simulator: RunningSimulator, kind: str, trouble: Trouble
) -> None:
    simulator.switch_on("civil", kind)
    answer = civil.ask(question())
    assert isinstance(answer, Unavailable)
    assert answer.trouble == trouble
    assert answer.reason


@pytest.mark.parametrize("kind", ["slow", "drip"])
def test_a_slow_register_costs_no_more_than_the_limit(
    civil: CivilRegisterClient, simulator: RunningSimulator, kind: str
) -> None:
    simulator.switch_on("civil", kind, number=4)
    started = time.monotonic()
    assert civil.ask(question()) == Unavailable(Trouble.SLOW)
    assert time.monotonic() - started < 1.5


def test_nobody_listening_is_down() -> None:
    answer = CivilRegisterClient(ExchangeOptions("http://127.0.0.1:9")).ask(question())
    assert answer == Unavailable(Trouble.DOWN)


@pytest.mark.parametrize("kind", ["down", "unavailable"])
def test_a_short_fault_is_asked_past_once(
    civil: CivilRegisterClient, simulator: RunningSimulator, kind: str
) -> None:
    simulator.switch_on("civil", kind, times=1)
    assert isinstance(civil.ask(question()), CivilRecord)


def test_one_persons_wrong_record_is_refused_and_closes_nobody_elses_road(civil: CivilRegisterClient) -> None:
    for _ in range(6):
        assert civil.ask(question(WRONG_BIRTH_DATE)) == Unavailable(Trouble.NONSENSE)
    assert isinstance(civil.ask(question()), CivilRecord)


def test_a_register_that_keeps_failing_is_left_alone_for_a_while(
    civil: CivilRegisterClient, simulator: RunningSimulator
) -> None:
    simulator.switch_on("civil", "refused")
    for _ in range(6):
        assert civil.ask(question()) == Unavailable(Trouble.REFUSED)
    simulator.switch_on("civil", "garbage")
    for _ in range(5):
        assert civil.ask(question()) == Unavailable(Trouble.NONSENSE)
    before = len(simulator.asked())
    assert civil.ask(question()) == Unavailable(Trouble.RESTING)
    assert len(simulator.asked()) == before


def test_a_register_that_wants_a_pause_gets_it(
    civil: CivilRegisterClient, simulator: RunningSimulator
) -> None:
    simulator.switch_on("civil", "limit", number=7, times=1)
    assert civil.ask(question()) == Unavailable(Trouble.LIMITED, 7)
    assert civil.ask(question()) == Unavailable(Trouble.RESTING)


def test_no_personal_number_reaches_the_log(
    civil: CivilRegisterClient, simulator: RunningSimulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for kind in ("down", "other-person", "impossible", "slow"):
        simulator.switch_on("civil", kind, number=2, times=2)
        civil.ask(question())
        simulator.switch_off("civil")
    civil.ask(question())
    assert caplog.records
    assert NINO not in caplog.text
    assert NINO not in repr(question())
    assert "ნინო" not in caplog.text


def test_a_question_for_an_unknown_value_is_our_own_mistake(civil: CivilRegisterClient) -> None:
    with pytest.raises(ValueError, match="cannot be asked"):
        civil.ask(replace(question(), fields=("shoe_size",)))


def test_every_value_a_form_may_ask_has_a_reader() -> None:
    assert set(civil_register.READERS) == set(CivilField)
    assert set(social_register.READERS) == set(SocialField)
