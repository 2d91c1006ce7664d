"""The service the practice cases are about, published in the first town."""

import pytest

from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.tests.conftest import ASSISTANCE
from eroba.capabilities.services.tests.people import publish
from eroba.kernel.tenancy.models import Municipality


@pytest.fixture
def service(in_ozurgeti: Municipality) -> Service:
    """One-off social assistance."""
    return publish(read_folder(ASSISTANCE))
