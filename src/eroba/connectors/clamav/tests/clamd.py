"""A real clamd whose signatures are one line of our own, and a simulated one that does everything wrong."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eroba.connectors.clamav.client import ClamavScanner
from eroba.kernel.documents.ports import ScannerSilent
from eroba.kernel.documents.tests.corpus import EICAR
from tools.machine import ends_with_parent

SECONDS_TO_START = 30


def clamd_program() -> str | None:
    """The path of clamd on this machine."""
    return shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def real_clamd(folder: Path) -> Iterator[str]:
    """Run clamd on a socket file in a folder, with a signature of the test string only; gives its address."""
    signatures, place = folder / "signatures", folder / "clamd.ctl"
    signatures.mkdir()
    (signatures / "eroba.ndb").write_text(f"Eroba.Test.EICAR:0:*:{EICAR.hex()}\n")
    (folder / "clamd.conf").write_text(
        f"DatabaseDirectory {signatures}\nLocalSocket {place}\nForeground yes\nStreamMaxLength 12M\n"
        f"TemporaryDirectory {folder}\nLogFile {folder / 'clamd.log'}\n"
    )
    program = clamd_program()
    assert program is not None
    with _running([program, f"--config-file={folder / 'clamd.conf'}"], folder / "out") as process:
        address = f"unix://{place}"
        _wait_until_it_speaks(address, process, folder)
        yield address


def _wait_until_it_speaks(address: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    scanner, ends_at = ClamavScanner(address, timeout_seconds=2), time.monotonic() + SECONDS_TO_START
    while True:
        try:
            scanner.version()
            return
        except ScannerSilent:
            if process.poll() is not None or time.monotonic() > ends_at:
                raise RuntimeError(f"clamd did not start:\n{(folder / 'out').read_text()}") from None
            time.sleep(0.1)


@contextmanager
def simulated_clamd(fault: str, folder: Path) -> Iterator[str]:
    """Run a clamd that answers in one way only, as a process of its own; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(Path(__file__).with_name("simulator.py")), str(port), fault]
    with _running(command, folder / "out"):
        ends_at = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < ends_at, "the simulated clamd did not start"
                time.sleep(0.05)
        yield f"tcp://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], out: Path) -> Iterator[subprocess.Popen[bytes]]:
    with out.open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env=dict(os.environ), preexec_fn=ends_with_parent(15)
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
