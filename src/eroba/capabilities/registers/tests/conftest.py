"""A real simulator process for the tests of look-ups, and a person whom it knows."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from eroba.capabilities.registers.ports import CivilRegister, SocialRegister
from eroba.connectors.civil_register.client import CivilRegisterClient
from eroba.connectors.data_exchange.exchange import ExchangeOptions
from eroba.connectors.register_simulator.running import RunningSimulator, running_simulator
from eroba.connectors.social_register.client import SocialRegisterClient
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import set_personal_number
from eroba.kernel.registry import offer
from eroba.kernel.tenancy.models import Municipality

NINO = "99000000101"


@pytest.fixture(scope="session")
def started() -> Iterator[RunningSimulator]:
    """The simulator's process, one for all tests."""
    with running_simulator() as simulator:
        yield simulator


@pytest.fixture
def simulator(started: RunningSimulator, db: None) -> Iterator[RunningSimulator]:
    """The simulator without faults, with both ports led to it; the breakers are closed."""
    cache.clear()
    _lead_to(started, total_seconds=2.0)
    yield started
    for register in ("civil", "social"):
        started.switch_off(register)


@pytest.fixture
def impatient(simulator: RunningSimulator) -> RunningSimulator:
    """The same simulator, asked by somebody who waits less than a second: for registers that fail on purpose."""
    _lead_to(simulator, total_seconds=0.8)
    return simulator


def _lead_to(simulator: RunningSimulator, *, total_seconds: float) -> None:
    options = ExchangeOptions(simulator.address, total_seconds=total_seconds)
    offer(CivilRegister, CivilRegisterClient(options))  # type: ignore[type-abstract]
    offer(SocialRegister, SocialRegisterClient(options))  # type: ignore[type-abstract]


@pytest.fixture
def nino(resident: Person, in_ozurgeti: Municipality) -> Person:
    """A resident whom the simulated registers know."""
    Municipality.objects.filter(pk=in_ozurgeti.pk).update(code="56")
    in_ozurgeti.code = "56"
    set_personal_number(resident, NINO)
    resident.save()
    return resident
