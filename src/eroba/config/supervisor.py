"""Keeps several programs running together in the foreground: web, worker, simulator, letterbox.

For a demonstration, a test or one small machine. A town's server leaves this to systemd (see deploy/). Knows
nothing of what it runs.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from eroba.config.guard import signal_group

SECONDS_TO_STOP = 10.0
SECONDS_BETWEEN_LOOKS = 0.2
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
# A program that lived this long had started well; its next failure is a new one.
LIVED_WELL_SECONDS = 60.0


@dataclass(frozen=True)
class Program:
    """Something to keep running: its name for people, its command, what it needs in its environment."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def port_is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        # As the server does, or the remains of a connection closed a moment ago would count as "taken".
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


class Supervisor:
    """Starts programs, starts them again when they die, and stops all of them together.

    No program outlives it: on a signal they are asked to stop and, when they do not, killed; when the
    supervisor itself is killed, a guard that has nothing else to do stops them.
    """

    def __init__(self, programs: Sequence[Program], say: Callable[[str], None] = print) -> None:
        self._guard = _Guard()
        self._running = [_Running(program, say, self._guard) for program in programs]
        self._say = say
        self._asked_to_stop = threading.Event()

    def run(self) -> int:
        """Run until a signal asks to stop; returns the exit code for the shell."""
        before = {number: signal.signal(number, self._stop_later) for number in _STOP_SIGNALS}
        try:
            self._guard.start()
            for running in self._running:
                running.start()
            while not self._asked_to_stop.wait(SECONDS_BETWEEN_LOOKS):
                for running in self._running:
                    running.revive()
        finally:
            self._stop_all()
            self._guard.stop()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 0

    def stop(self) -> None:
        """Make `run` return; may be called from any thread."""
        self._asked_to_stop.set()

    def _stop_later(self, number: int, frame: FrameType | None) -> None:
        self._asked_to_stop.set()

    def _stop_all(self) -> None:
        self._say("Stopping …")
        for running in self._running:
            running.ask_to_stop()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for running in self._running:
            running.make_stop(deadline)


class _Running:
    """One program with its process of the moment."""

    def __init__(self, program: Program, say: Callable[[str], None], guard: "_Guard") -> None:
        self.program = program
        self._guard = guard
        self._say = say
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._start_again_at: float | None = None
        self._pause = FIRST_PAUSE_SECONDS

    def start(self) -> None:
        self._start_again_at = None
        self._started_at = time.monotonic()
        # A session of its own: Ctrl-C in the terminal reaches only the supervisor, which then stops all.
        self._process = subprocess.Popen(
            self.program.command,
            env={**os.environ, **self.program.environment},
            start_new_session=True,
        )
        self._guard.watch(self._process.pid)

    def revive(self) -> None:
        """Start the program again when it has died, after a pause that grows while it keeps dying."""
        if self._start_again_at is not None:
            if time.monotonic() >= self._start_again_at:
                self.start()
            return
        if self._process is None or self._process.poll() is None:
            return
        self._kill_what_is_left()
        lived = time.monotonic() - self._started_at
        self._pause = FIRST_PAUSE_SECONDS if lived > LIVED_WELL_SECONDS else self._pause
        self._say(
            f"{self.program.name} ended ({_ending(self._process.returncode)}); "
            f"starting it again in {self._pause:.0f} s"
        )
        # Its number may be somebody else's by now: it must not be killed a second time.
        self._process = None
        self._start_again_at = time.monotonic() + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)

    def ask_to_stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def make_stop(self, deadline: float) -> None:
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._say(f"{self.program.name} did not stop by itself and is killed")
        self._kill_what_is_left()
        self._process.wait()

    def _kill_what_is_left(self) -> None:
        """A server's own children stay in its process group; they must not live on without it."""
        assert self._process is not None
        signal_group(self._process.pid, signal.SIGKILL)
        self._guard.forget(self._process.pid)


class _Guard:
    """The other end of `guard.py`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        # Isolated from this program's environment, deaf to the terminal's Ctrl-C.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__).with_name("guard.py"))],
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def watch(self, group: int) -> None:
        self._tell(group)

    def forget(self, group: int) -> None:
        self._tell(-group)

    def _tell(self, number: int) -> None:
        if self._process is not None and self._process.stdin is not None:
            # The guard may have been killed: the programs are worth more than their guard.
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.write(f"{number}\n")
                self._process.stdin.flush()

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()


_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _ending(code: int) -> str:
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"
