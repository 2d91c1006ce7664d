"""The seed service, read once; folders to break are copies of it."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.models import Case, Service
from eroba.capabilities.services.ports import Bank
from eroba.capabilities.services.tests.money import ToldBank, approved_stall
from eroba.capabilities.services.tests.people import ToldRegisters, publish
from eroba.kernel.people.ports import RegisterLookups
from eroba.kernel.registry import ports
from eroba.kernel.tenancy.models import Municipality

SEED = Path(__file__).resolve().parent.parent / "seed"
ASSISTANCE = SEED / "one-off-social-assistance"
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def assistance_folder() -> ServiceFolder:
    """One-off social assistance as its folder says."""
    return read_folder(ASSISTANCE)


@pytest.fixture
def copied_folder(tmp_path: Path) -> Path:
    """A copy of the seed folder that a test may break; its name is not its code."""
    return Path(shutil.copytree(ASSISTANCE, tmp_path / "any-name"))


@pytest.fixture
def around() -> Surroundings:
    """A fixed day, and no list of settlements."""
    return Surroundings(TODAY)


@pytest.fixture
def registers(monkeypatch: pytest.MonkeyPatch) -> ToldRegisters:
    """Registers that say what the test tells them."""
    told = ToldRegisters()
    monkeypatch.setitem(ports._offered, RegisterLookups, told)
    return told


@pytest.fixture
def service(in_ozurgeti: Municipality, assistance_folder: ServiceFolder) -> Service:
    """One-off social assistance, published in the first town."""
    return publish(assistance_folder)


@pytest.fixture
def answers(assistance_folder: ServiceFolder) -> dict[str, Any]:
    """The answers of somebody who is ill, with a middle score."""
    return dict(assistance_folder.examples["illness-middle-score"]["answers"])


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> ToldBank:
    """A bank that is connected."""
    told = ToldBank()
    monkeypatch.setitem(ports._offered, Bank, told)
    return told


@pytest.fixture
def approved(in_ozurgeti, registers: ToldRegisters, applicant, clerk, head) -> Case:
    """A stall whose permission was approved: 120 lari are due, and the letter waits for them."""
    return approved_stall(registers, applicant, clerk, head)
