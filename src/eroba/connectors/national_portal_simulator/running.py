"""Starts the stand-in portal as a process of its own and turns its switches, for tests."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx


class RunningPortal:
    """A portal somebody started, by its address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def turn(self, **switches: Any) -> None:
        """Turn switches of the portal."""
        httpx.put(f"{self.address}/control", json=switches, timeout=60, trust_env=False).raise_for_status()

    def calls(self) -> list[dict[str, Any]]:
        """What it was told."""
        return self._control()["calls"]

    def twice(self) -> list[str]:
        """The names of calls that came more than once."""
        return self._control()["twice"]

    def _control(self) -> dict[str, Any]:
        answer = httpx.get(f"{self.address}/control/calls", timeout=5, trust_env=False)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def running_portal(*options: str) -> Iterator[RunningPortal]:
    """Start the portal and stop it at the end."""
    source = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        [sys.executable, "-m", "eroba.connectors.national_portal_simulator", "--port", "0", *options],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise RuntimeError("the stand-in portal did not start")
        yield RunningPortal(address)
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout:
            process.stdout.close()
