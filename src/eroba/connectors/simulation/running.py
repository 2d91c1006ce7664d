"""Starts a stand-in as a process of its own and turns its switches, for tests and the demonstration."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

SOURCE = Path(__file__).resolve().parents[3]
SECONDS_TO_ANSWER = 5
SECONDS_TO_STOP = 10


class Running:
    """A stand-in somebody started, by its address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def call(self, method: str, path: str, content: object = None, seconds: float = SECONDS_TO_ANSWER) -> Any:
        """Turn a switch, or read what was noted."""
        answer = httpx.request(method, self.address + path, json=content, timeout=seconds, trust_env=False)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def running(package: str, *options: str, **environment: str) -> Iterator[str]:
    """Start a package of the connectors, on a free port unless told otherwise; give its address, stop it at the end."""
    paths = os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH")]))
    where = () if "--port" in options else ("--port", "0")
    process = subprocess.Popen(
        [sys.executable, "-m", f"eroba.connectors.{package}", *where, *options],
        env={**os.environ, "PYTHONPATH": paths, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise RuntimeError(f"{package} did not start")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=SECONDS_TO_STOP)
        if process.stdout:
            process.stdout.close()
