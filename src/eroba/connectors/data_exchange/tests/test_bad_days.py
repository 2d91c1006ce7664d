"""What the connectors make of registers that are down, slow, rude or wrong; asked over real HTTP."""

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import cache

from eroba.capabilities.registers.asking import ask
from eroba.capabilities.registers.breaker import Breaker, Road
from eroba.capabilities.registers.known_registers import known_register
from eroba.capabilities.registers.ports import (
    NotInRegister,
    Question,
    Record,
    RegisterLine,
    Trouble,
    Unavailable,
    Wired,
)
from eroba.connectors.data_exchange.transport import Limits
from eroba.connectors.installed.connector import InstalledConnector
from eroba.connectors.register_simulator.running import RunningSimulator, running_simulator

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


class Asked:
    """A register of the simulator, asked as a town asks it: the line, its breaker, and strict reading."""

    def __init__(self, code: str, address: str, town: str = "ozurgeti", total_seconds: float = 0.8) -> None:
        limits = Limits(total_seconds=total_seconds)
        connector = InstalledConnector({code: address}, "GE-TEST/MUN/{town}/eroba", limits)
        self.known, self.breaker = known_register(code), Breaker(f"{town}:{code}")
        self.line: RegisterLine = connector.line(Wired(code, {}))

    def ask(self, question: Question) -> Record | NotInRegister | Unavailable:
        return ask(self.known, self.line, self.breaker, question)


@pytest.fixture
def civil(simulator: RunningSimulator) -> Asked:
    return Asked("civil", simulator.address)


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


def test_it_reads_all_values_of_each_register(simulator: RunningSimulator) -> None:
    told = {}
    for code in ("civil", "social", "property", "utility"):
        register = Asked(code, simulator.line_of(code))
        names = tuple(name for name, own in register.known.own_fields.items() if not own.is_hidden)
        answer = register.ask(question(fields=names))
        assert isinstance(answer, Record)
        assert set(answer.values) == set(names)
        told |= answer.values
    assert (told["given_name"], told["family_name_latin"]) == ("ნინო", "Magalitadze")
    assert (told["birth_date"], told["died_on"]) == (date(1988, 4, 12), None)
    assert (told["social_score"], told["scored_on"]) == (41200, date(2026, 3, 17))
    assert (told["cadastral_code"], told["customer_number"]) == ("99.56.01.001", "W-56-00001")


def test_values_not_asked_for_stay_empty(civil: Asked) -> None:
    answer = civil.ask(question(fields=("village",)))
    assert isinstance(answer, Record)
    assert answer.values == {"village": "ლიხაური"}


def test_kinship_is_told_only_as_yes_or_no(civil: Asked) -> None:
    asked = replace(question(fields=("is_parent",)), child_number="99000000102")
    assert civil.ask(asked) == Record(NINO, {"is_parent": True})
    assert civil.ask(replace(asked, child_number="99000000203")) == Record(NINO, {"is_parent": False})


def test_someone_unknown_is_not_in_the_register(civil: Asked) -> None:
    assert civil.ask(question(NOBODY)) == NotInRegister()


def test_the_question_carries_case_official_and_body(civil: Asked, simulator: RunningSimulator) -> None:
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
        ("error", Trouble.DOWN),
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
    civil: Asked, simulator: RunningSimulator, kind: str, trouble: Trouble
) -> None:
    simulator.switch_on("civil", kind)
    answer = civil.ask(question())
    assert isinstance(answer, Unavailable)
    assert answer.trouble == trouble
    assert answer.reason


@pytest.mark.parametrize("kind", ["slow", "drip"])
def test_a_slow_register_costs_no_more_than_the_limit(
    civil: Asked, simulator: RunningSimulator, kind: str
) -> None:
    simulator.switch_on("civil", kind, number=4)
    started = time.monotonic()
    assert civil.ask(question()) == Unavailable(Trouble.SLOW)
    assert time.monotonic() - started < 1.5


def test_nobody_listening_is_down() -> None:
    answer = Asked("civil", "http://127.0.0.1:9").ask(question())
    assert answer == Unavailable(Trouble.DOWN)


@pytest.mark.parametrize("kind", ["down", "unavailable"])
def test_a_short_fault_is_asked_past_once(civil: Asked, simulator: RunningSimulator, kind: str) -> None:
    simulator.switch_on("civil", kind, times=1)
    assert isinstance(civil.ask(question()), Record)


def test_one_persons_wrong_record_is_refused_and_closes_nobody_elses_road(civil: Asked) -> None:
    for _ in range(6):
        assert civil.ask(question(WRONG_BIRTH_DATE)) == Unavailable(Trouble.NONSENSE)
    assert isinstance(civil.ask(question()), Record)


def test_a_register_that_keeps_failing_is_left_alone_for_a_while(
    civil: Asked, simulator: RunningSimulator
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


def test_a_register_that_wants_a_pause_gets_it(civil: Asked, simulator: RunningSimulator) -> None:
    simulator.switch_on("civil", "limit", number=7, times=1)
    assert civil.ask(question()) == Unavailable(Trouble.LIMITED, 7)
    assert civil.ask(question()) == Unavailable(Trouble.RESTING)


def test_no_personal_number_reaches_the_log(
    civil: Asked, simulator: RunningSimulator, caplog: pytest.LogCaptureFixture
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


def test_a_question_for_an_unknown_value_is_our_own_mistake(civil: Asked) -> None:
    with pytest.raises(ValueError, match="cannot be asked"):
        civil.ask(replace(question(), fields=("shoe_size",)))


def test_after_a_rest_one_question_is_tried_and_its_answer_opens_the_road(
    civil: Asked, simulator: RunningSimulator
) -> None:
    civil.breaker = replace(civil.breaker, rest_seconds=1)
    simulator.switch_on("civil", "garbage", times=5)
    for _ in range(5):
        civil.ask(question())
    assert civil.breaker.road() is Road.OPEN
    time.sleep(1.1)
    assert civil.breaker.road() is Road.HALF_OPEN
    assert civil.breaker.lets_through()
    # while the one question is under way, nobody else's goes out
    assert civil.ask(question()) == Unavailable(Trouble.RESTING)
    civil.breaker.worked()
    assert civil.breaker.road() is Road.CLOSED
    assert isinstance(civil.ask(question()), Record)


def test_a_failed_try_starts_another_rest(civil: Asked) -> None:
    for _ in range(5):
        civil.breaker.failed()
    cache.delete(civil.breaker._key("resting"))
    assert civil.breaker.lets_through()
    civil.breaker.failed()
    assert civil.breaker.road() is Road.OPEN


def test_one_towns_trouble_closes_no_other_towns_road(simulator: RunningSimulator) -> None:
    here, there = (Asked("civil", simulator.address, town) for town in ("ozurgeti", "khobi"))
    simulator.switch_on("civil", "garbage", times=5)
    for _ in range(5):
        here.ask(question())
    assert here.ask(question()) == Unavailable(Trouble.RESTING)
    assert isinstance(there.ask(question()), Record)


@pytest.mark.parametrize("kind", ["other-person", "garbage", "missing-field", "impossible", "down", "error"])
def test_the_private_register_is_read_as_strictly(simulator: RunningSimulator, kind: str) -> None:
    utility = Asked("utility", simulator.line_of("utility"))
    simulator.switch_on("utility", kind)
    try:
        answer = utility.ask(question(fields=("customer_number",)))
    finally:
        simulator.switch_off("utility")
    assert isinstance(answer, Unavailable)
    assert (answer.trouble == Trouble.OTHER_PERSON) == (kind == "other-person")
