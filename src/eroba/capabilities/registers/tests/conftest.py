"""A real simulator process for the tests of look-ups, and a person whom it knows."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from eroba.capabilities.registers.ports import Connectors
from eroba.connectors.csv_drop.connector import CsvConnector
from eroba.connectors.data_exchange.transport import Limits
from eroba.connectors.installed.connector import InstalledConnector
from eroba.connectors.register_simulator.running import RunningSimulator, running_simulator
from eroba.connectors.rest_line.connector import RestConnector
from eroba.connectors.shelf import ConnectorShelf
from eroba.connectors.xroad.connector import XRoadConnector
from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.numbers import set_personal_number
from eroba.kernel.registry import ports
from eroba.kernel.tenancy.models import Municipality

NINO = "99000000101"
REGISTERS = ("civil", "social", "property", "utility")


@pytest.fixture(scope="session")
def started() -> Iterator[RunningSimulator]:
    """The simulator's process, one for all tests."""
    with running_simulator() as simulator:
        yield simulator


@pytest.fixture
def simulator(
    started: RunningSimulator, db: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningSimulator]:
    """The simulator without faults, with the installation's lines led to it; the breakers are closed."""
    cache.clear()
    lead_to(monkeypatch, started, total_seconds=2.0)
    yield started
    for register in REGISTERS:
        started.switch_off(register)


@pytest.fixture
def impatient(simulator: RunningSimulator, monkeypatch: pytest.MonkeyPatch) -> RunningSimulator:
    """The same simulator, asked by somebody who waits less than a second: for registers that fail on purpose."""
    lead_to(monkeypatch, simulator, total_seconds=0.8)
    return simulator


def lead_to(monkeypatch: pytest.MonkeyPatch, simulator: RunningSimulator, *, total_seconds: float) -> None:
    """Lead the installation's own lines to a simulator."""
    addresses = {code: simulator.line_of(code) for code in REGISTERS}
    installed = InstalledConnector(addresses, "GE-TEST/MUN/{town}/eroba", Limits(total_seconds=total_seconds))
    shelf = ConnectorShelf([installed, XRoadConnector(), RestConnector(), CsvConnector()])
    monkeypatch.setitem(ports._offered, Connectors, shelf)


@pytest.fixture
def nino(resident: Person, in_ozurgeti: Municipality) -> Person:
    """A resident whom the simulated registers know."""
    Municipality.objects.filter(pk=in_ozurgeti.pk).update(code="56")
    in_ozurgeti.code = "56"
    set_personal_number(resident, NINO)
    resident.save()
    return resident


@pytest.fixture
def official(client: Client, clerk: Actor) -> Client:
    """The clerk, signed in with a browser."""
    client.force_login(Account.objects.get(pk=clerk.account_id))
    return client
