"""Set-up for the clocks tests."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker of the long runs known, also when this room is tested alone."""
    config.addinivalue_line("markers", "full: too long for every landing; run by make test-full")
