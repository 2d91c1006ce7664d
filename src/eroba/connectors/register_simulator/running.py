"""Starts the simulator as a process of its own and turns its switches, for tests and the demonstration."""

from collections.abc import Iterator
from contextlib import contextmanager

from eroba.connectors.simulation.running import Running, running


class RunningSimulator(Running):
    """A simulator somebody started, by its address."""

    def line_of(self, register: str) -> str:
        """Say where one register is asked."""
        return line_of(self.address, register)

    def switch_on(
        self, register: str, kind: str, *, number: float | None = None, times: int | None = None
    ) -> None:
        """Give a register a fault."""
        self.call("PUT", f"/control/faults/{register}", {"kind": kind, "number": number, "times": times})

    def switch_off(self, register: str) -> None:
        """Let a register work again."""
        self.call("DELETE", f"/control/faults/{register}")

    def asked(self) -> list[dict[str, object]]:
        """List what was asked so far, oldest first."""
        found = self.call("GET", "/control/asked")["asked"]
        return found if isinstance(found, list) else []


def line_of(simulator: str, register: str) -> str:
    """Say where one register of a simulator is asked; over X-Road the path tells nothing, it is for the reader."""
    return f"{simulator}/{'utility/v1/accounts' if register == 'utility' else register}"


@contextmanager
def running_simulator(port: int = 0) -> Iterator[RunningSimulator]:
    """Start the simulator (on a free port unless told otherwise) and stop it at the end."""
    with running("register_simulator", "--port", str(port)) as address:
        yield RunningSimulator(address)
