"""The supervisor starts programs again, stops them together, and leaves nobody behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")

# Each program writes its process id, and has a child of its own that does the same.
PROGRAM = "echo $$ >> {file}; sleep 1000 & echo $! >> {file}; wait"


def supervise(folder: Path) -> subprocess.Popen[str]:
    script = textwrap.dedent(
        f"""
        from eroba.config.supervisor import Program, Supervisor
        commands = {{name: {PROGRAM!r}.format(file="{folder}/" + name) for name in ("web", "worker")}}
        programs = [Program(name, ["sh", "-c", command]) for name, command in commands.items()]
        raise SystemExit(Supervisor(programs, say=lambda text: print(text, flush=True)).run())
        """
    )
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)


def process_ids(file: Path, count: int) -> list[int]:
    """The ids a program has written, once there are so many."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        lines = file.read_text().split() if file.exists() else []
        if len(lines) >= count:
            return [int(line) for line in lines]
        time.sleep(0.05)
    raise AssertionError(f"{file.name} did not start")


def is_alive(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def assert_all_end(ids: list[int]) -> None:
    deadline = time.monotonic() + 10
    while any(map(is_alive, ids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [one for one in ids if is_alive(one)]


def test_a_signal_stops_programs_and_their_children(tmp_path: Path) -> None:
    supervisor = supervise(tmp_path)
    ids = process_ids(tmp_path / "web", 2) + process_ids(tmp_path / "worker", 2)
    supervisor.send_signal(signal.SIGINT)
    assert supervisor.wait(10) == 0
    assert_all_end(ids)


def test_a_dead_program_is_started_again_without_its_old_children(tmp_path: Path) -> None:
    supervisor = supervise(tmp_path)
    first = process_ids(tmp_path / "worker", 2)
    os.kill(first[0], signal.SIGKILL)
    both = process_ids(tmp_path / "worker", 4)
    assert_all_end(first)
    assert is_alive(both[2])
    supervisor.terminate()
    assert "worker ended (killed by signal 9)" in supervisor.communicate(timeout=10)[0]


def test_no_program_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    supervisor = supervise(tmp_path)
    ids = process_ids(tmp_path / "web", 2) + process_ids(tmp_path / "worker", 2)
    supervisor.kill()
    supervisor.wait()
    assert_all_end(ids)
