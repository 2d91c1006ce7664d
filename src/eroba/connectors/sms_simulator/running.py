"""Starts the simulated gateway as a process of its own and turns its switches, for tests and the demonstration."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx


class RunningGateway:
    """A simulated gateway somebody started, by its address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def switch_on(self, kind: str, *, number: float | None = None, times: int | None = None) -> None:
        """Give the gateway a fault."""
        self._call("PUT", "/control/fault", {"kind": kind, "number": number, "times": times})

    def switch_off(self) -> None:
        """Let the gateway work again."""
        self._call("DELETE", "/control/fault")

    def sent(self) -> list[dict[str, Any]]:
        """List the messages it would have sent, oldest first."""
        return self._call("GET", "/control/sent")["sent"]

    def asked_count(self) -> int:
        """How often it was asked."""
        return self._call("GET", "/control/sent")["asked"]

    def _call(self, method: str, path: str, content: object = None) -> dict[str, Any]:
        answer = httpx.request(method, self.address + path, json=content, timeout=5, trust_env=False)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def running_gateway(*options: str) -> Iterator[RunningGateway]:
    """Start the gateway on a free port and stop it at the end."""
    source = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        [sys.executable, "-m", "eroba.connectors.sms_simulator", "--port", "0", *options],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise RuntimeError("the simulated gateway did not start")
        yield RunningGateway(address)
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout:
            process.stdout.close()
