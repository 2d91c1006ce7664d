"""Starts the simulated bank as a process of its own and turns its switches, for tests and the demonstration."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from eroba.connectors.bank_simulator.commands import KEY_VARIABLE


class RunningBank:
    """A simulated bank somebody started, by its address."""

    def __init__(self, address: str, key: str) -> None:
        self.address = address
        self.key = key

    def switch_on(self, kind: str, *, number: float | None = None, times: int | None = None) -> None:
        """Switch a fault on."""
        content = {"kind": kind, "number": number, "times": times}
        self._call("PUT", "/control/faults", content)

    def switch_off(self, kind: str = "all") -> None:
        """Switch a fault off, or all of them."""
        self._call("DELETE", f"/control/faults/{kind}")

    def choose(self, page: str, act: str) -> str:
        """Do on the bank's page what a person would; the address they are sent back to."""
        answer = httpx.post(page, data={"act": act}, timeout=5, trust_env=False)
        return answer.headers["Location"]

    def _call(self, method: str, path: str, content: object = None) -> None:
        answer = httpx.request(method, self.address + path, json=content, timeout=5, trust_env=False)
        answer.raise_for_status()


@contextmanager
def running_bank(key: str, port: int = 0) -> Iterator[RunningBank]:
    """Start the bank (on a free port unless told otherwise) and stop it at the end."""
    source = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        [sys.executable, "-m", "eroba.connectors.bank_simulator", "--port", str(port)],
        env={**os.environ, "PYTHONPATH": paths, KEY_VARIABLE: key},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise RuntimeError("the simulated bank did not start")
        yield RunningBank(address, key)
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout:
            process.stdout.close()
