"""Starts the simulated bank as a process of its own and turns its switches, for tests and the demonstration."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from eroba.connectors.bank_simulator.commands import KEY_VARIABLE
from eroba.connectors.simulation.running import Running, running


class RunningBank(Running):
    """A simulated bank somebody started, by its address."""

    def __init__(self, address: str, key: str) -> None:
        super().__init__(address)
        self.key = key

    def switch_on(self, kind: str, *, number: float | None = None, times: int | None = None) -> None:
        """Switch a fault on."""
        self.call("PUT", "/control/faults", {"kind": kind, "number": number, "times": times})

    def switch_off(self, kind: str = "all") -> None:
        """Switch a fault off, or all of them."""
        self.call("DELETE", f"/control/faults/{kind}")

    def choose(self, page: str, act: str) -> str:
        """Do on the bank's page what a person would; the address they are sent back to."""
        answer = httpx.post(page, data={"act": act}, timeout=5, trust_env=False)
        return answer.headers["Location"]


@contextmanager
def running_bank(key: str, port: int = 0) -> Iterator[RunningBank]:
    """Start the bank (on a free port unless told otherwise) and stop it at the end."""
    with running("bank_simulator", "--port", str(port), **{KEY_VARIABLE: key}) as address:
        yield RunningBank(address, key)
