"""The seed service, read once; folders to break are copies of it."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.form_engine.reading import Surroundings

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
