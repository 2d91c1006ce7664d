"""Starts the stand-in portal as a process of its own and turns its switches, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from eroba.connectors.simulation.running import Running, running

# Turning the switch "listen" sets up a webhook at the town, which calls back before it answers.
SECONDS_TO_TURN = 60


class RunningPortal(Running):
    """A portal somebody started, by its address."""

    def turn(self, **switches: Any) -> None:
        """Turn switches of the portal."""
        self.call("PUT", "/control", switches, SECONDS_TO_TURN)

    def calls(self) -> list[dict[str, Any]]:
        """What it was told."""
        return self.call("GET", "/control/calls")["calls"]

    def twice(self) -> list[str]:
        """The names of calls that came more than once."""
        return self.call("GET", "/control/calls")["twice"]


@contextmanager
def running_portal(*options: str) -> Iterator[RunningPortal]:
    """Start the portal on a free port and stop it at the end."""
    with running("national_portal_simulator", *options) as address:
        yield RunningPortal(address)
