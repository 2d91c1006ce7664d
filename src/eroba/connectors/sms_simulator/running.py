"""Starts the simulated gateway as a process of its own and turns its switches, for tests and the demonstration."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from eroba.connectors.simulation.running import Running, running


class RunningGateway(Running):
    """A simulated gateway somebody started, by its address."""

    def switch_on(self, kind: str, *, number: float | None = None, times: int | None = None) -> None:
        """Give the gateway a fault."""
        self.call("PUT", "/control/fault", {"kind": kind, "number": number, "times": times})

    def switch_off(self) -> None:
        """Let the gateway work again."""
        self.call("DELETE", "/control/fault")

    def sent(self) -> list[dict[str, Any]]:
        """List the messages it would have sent, oldest first."""
        return self.call("GET", "/control/sent")["sent"]

    def asked_count(self) -> int:
        """How often it was asked."""
        return self.call("GET", "/control/sent")["asked"]


@contextmanager
def running_gateway(*options: str) -> Iterator[RunningGateway]:
    """Start the gateway on a free port and stop it at the end."""
    with running("sms_simulator", *options) as address:
        yield RunningGateway(address)
