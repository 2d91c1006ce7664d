"""Starts the simulator as a process of its own and turns its switches, for tests and the demonstration."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx


class RunningSimulator:
    """A simulator somebody started, by its address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def line_of(self, register: str) -> str:
        """Say where one register is asked."""
        return line_of(self.address, register)

    def switch_on(
        self, register: str, kind: str, *, number: float | None = None, times: int | None = None
    ) -> None:
        """Give a register a fault."""
        self._call("PUT", f"/control/faults/{register}", {"kind": kind, "number": number, "times": times})

    def switch_off(self, register: str) -> None:
        """Let a register work again."""
        self._call("DELETE", f"/control/faults/{register}")

    def asked(self) -> list[dict[str, object]]:
        """List what was asked so far, oldest first."""
        found = self._call("GET", "/control/asked")["asked"]
        return found if isinstance(found, list) else []

    def _call(self, method: str, path: str, content: object = None) -> dict[str, object]:
        answer = httpx.request(method, self.address + path, json=content, timeout=5, trust_env=False)
        answer.raise_for_status()
        shown: dict[str, object] = answer.json()
        return shown


def line_of(simulator: str, register: str) -> str:
    """Say where one register of a simulator is asked; over X-Road the path tells nothing, it is for the reader."""
    return f"{simulator}/{'utility/v1/accounts' if register == 'utility' else register}"


@contextmanager
def running_simulator(port: int = 0) -> Iterator[RunningSimulator]:
    """Start the simulator (on a free port unless told otherwise) and stop it at the end."""
    source = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        [sys.executable, "-m", "eroba.connectors.register_simulator", "--port", str(port)],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise RuntimeError("the register simulator did not start")
        yield RunningSimulator(address)
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout:
            process.stdout.close()
