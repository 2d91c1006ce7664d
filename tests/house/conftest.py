"""Marks every test of this folder: it reads code, and says the same on any database."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Add the marker `house`."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.house)
