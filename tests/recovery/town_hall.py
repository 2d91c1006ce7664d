"""A running town hall whose programs can be killed one by one: each is started again at once, as systemd would.

The supervisor of the demonstration waits longer each time something dies; two hundred deaths would take hours.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fixtures.product import EVERYTHING, ROOT, Product, free_port
from tests.templates import fingerprint, store_for
from tools.machine import ends_with_parent
from tools.postgres import running_postgres

SECONDS_TO_START = 180
SECONDS_BETWEEN_LOOKS = 0.1
EROBA = (sys.executable, "-m", "eroba.config.command")


# Towns, people and services of the demonstration, without the year of history that takes long to tell.
NEW_TOWN = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
from eroba.config.demo.people import make_towns
from eroba.config.demo.services import publish_services
from eroba.kernel.base.clock import today
from eroba.kernel.tenancy.national import load_municipalities
from eroba.kernel.tenancy.scope import scope
load_municipalities()
for town in make_towns(today()):
    with scope(town):
        publish_services()
"""


class TownHall:
    """Web server, worker, registers and letterbox, each a process of its own."""

    def __init__(self, home: Path, database_url: str) -> None:
        self.port, registers, letters = free_port(), free_port(), free_port()
        self.home, self.database_url = home, database_url
        self.log = home / "log"
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "EROBA_HOME": str(home),
            "EROBA_DATABASE_URL": database_url,
            "EROBA_DEBUG": "0",
            "EROBA_ADDRESS": self.address,
            "EROBA_CIVIL_REGISTER": f"http://127.0.0.1:{registers}/civil",
            "EROBA_SOCIAL_REGISTER": f"http://127.0.0.1:{registers}/social",
            "EROBA_SMTP_PORT": str(letters),
        }
        letterbox = (sys.executable, "-m", "eroba.config.letterbox", "--port", str(letters), "--folder")
        self.commands = {
            "registers": (*EROBA, "simulate-registers", "--port", str(registers)),
            "letterbox": (*letterbox, str(home / "letters")),
            "web": (*EROBA, "serve", "--port", str(self.port)),
            "worker": (*EROBA, "worker"),
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.started_at: dict[str, float] = {}
        self.answered_count = 0
        self.is_closed = threading.Event()
        self.keeper = threading.Thread(target=self._keep_running, daemon=True)

    @property
    def product(self) -> Product:
        """The same as the tests of a whole product know it."""
        return Product(self.address, self.home, self.database_url, self.log, os.getpid())

    def open(self) -> None:
        """Start everything and wait until the web server answers."""
        for name in self.commands:
            self._start(name)
        self.keeper.start()
        self.wait_until_it_answers()

    def close(self) -> None:
        """Stop everything."""
        self.is_closed.set()
        self.keeper.join()
        for name in self.running:
            self._end(name)

    def kill(self, name: str) -> None:
        """`kill -9` a program with whatever it has started."""
        self._end(name)

    def age_of(self, name: str) -> float:
        """For how many seconds a program has been running."""
        return time.monotonic() - self.started_at[name]

    def note_answer(self, answer: object) -> None:
        """Count an answer that somebody outside got."""
        self.answered_count += 1

    def note(self, words: str) -> None:
        """Write something into the log beside what the programs say."""
        with self.log.open("a") as output:
            output.write(f"{words}\n")

    def answers(self) -> bool:
        """Whether the web server answers now."""
        try:
            with urllib.request.urlopen(f"{self.address}/health/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def wait_until_it_answers(self) -> None:
        """Until the web server is on its feet again."""
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            assert time.monotonic() < deadline, f"no web server:\n{self.log.read_text()[-6000:]}"
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _start(self, name: str) -> None:
        with self.log.open("ab") as output:
            self.running[name] = subprocess.Popen(
                self.commands[name],
                env=self.environment,
                cwd=ROOT,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=ends_with_parent(signal.SIGKILL),
            )
        self.started_at[name] = time.monotonic()

    def _end(self, name: str) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running[name].pid, signal.SIGKILL)
        self.running[name].wait()

    def _keep_running(self) -> None:
        while not self.is_closed.wait(SECONDS_BETWEEN_LOOKS):
            for name, process in list(self.running.items()):
                if process.poll() is not None and not self.is_closed.is_set():
                    self._start(name)


def _found_a_town(url: str) -> None:
    environment = {**os.environ, "EROBA_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "eroba.config.settings"}
    subprocess.run([sys.executable, "-c", NEW_TOWN], env=environment, cwd=ROOT / "src", check=True)


@contextmanager
def open_town_hall(home: Path, like: str) -> Iterator[TownHall]:
    """A town hall of its own on the kind of database an address names, with the demonstration's people.

    PostgreSQL gets a server of its own, one that keeps what it confirmed: killing one of its processes ends the
    connections of everybody, and the other tests must not feel it.
    """
    is_postgresql = like.startswith("postgres")
    server = running_postgres(is_durable=True) if is_postgresql else contextlib.nullcontext("sqlite:///")
    with server as url:
        store = store_for(url)
        template = store.template(f"newtown-{fingerprint(*EVERYTHING)}", _found_a_town)
        database_url = store.copy(template, "killed")
        hall = TownHall(home, database_url)
        hall.open()
        try:
            yield hall
        finally:
            hall.close()
            store.drop(database_url)
