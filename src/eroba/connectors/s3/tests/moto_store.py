"""An object store as a process of its own, and a slow or broken line in front of it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.machine import ends_with_parent

SECONDS_TO_START = 40


@dataclass
class Store:
    """A running object store: its port, and its process."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def endpoint(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def url(self, port: int = 0, folder: str = "") -> str:
        """The setting of an installation that keeps its files there, through a line of another port if asked."""
        return f"s3://papers{folder}?endpoint=http://127.0.0.1:{port or self.port}&region=us-east-1"

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let the store stand still, as one whose disk does not answer."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_store(folder: Path) -> Iterator[Store]:
    """Start moto's server and make one bucket."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (folder / "moto.log").open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env=dict(os.environ), preexec_fn=ends_with_parent(15)
        )
    try:
        store = Store(port, process)
        _make_bucket(store, folder)
        yield store
    finally:
        process.kill()
        process.wait()


def _make_bucket(store: Store, folder: Path) -> None:
    ends_at = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            asked = urllib.request.Request(f"{store.endpoint}/papers", method="PUT")
            with urllib.request.urlopen(asked, timeout=5):
                return
        except OSError:
            if store.process.poll() is not None or time.monotonic() > ends_at:
                raise RuntimeError(f"moto did not start:\n{(folder / 'moto.log').read_text()}") from None
            time.sleep(0.2)


@dataclass
class Line:
    """A line to a store that breaks off after so many bytes of an answer, or brings them slowly."""

    to: int
    breaks_after_bytes: int
    port: int = field(default_factory=free_port)

    @contextmanager
    def open(self) -> Iterator[int]:
        """Carry what is sent both ways until the end of the test; gives the port of the line."""
        with socket.create_server(("127.0.0.1", self.port)) as door:
            threading.Thread(target=self._listen, args=(door,), daemon=True).start()
            yield self.port

    def _listen(self, door: socket.socket) -> None:
        while True:
            try:
                near, _from = door.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.to))
            threading.Thread(target=self._carry, args=(near, far, None), daemon=True).start()
            threading.Thread(
                target=self._carry, args=(far, near, self.breaks_after_bytes), daemon=True
            ).start()

    def _carry(self, source: socket.socket, target: socket.socket, most: int | None) -> None:
        carried = 0
        try:
            while piece := source.recv(4096):
                carried += len(piece)
                if most is not None and carried > most:
                    break
                target.sendall(piece)
        except OSError:
            pass
        for end in (source, target):
            end.close()
