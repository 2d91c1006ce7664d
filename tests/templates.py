"""Migrated databases to copy: migrating takes seconds, copying takes milliseconds.

A template is made once for the code it was made from and kept: under `var/` for SQLite, on the server for
PostgreSQL.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "eroba"
KEPT_IN = ROOT / "var" / "test-templates"


def fingerprint(*patterns: str) -> str:
    """A short name for the present content of the files that decide what a database looks like."""
    total = hashlib.sha256()
    found = {path for pattern in patterns for path in SOURCE.glob(pattern) if path.is_file()}
    # what Python compiles for itself as it goes must not make the template of a running session an older one
    paths = {path for path in found if path.parent.name != "__pycache__"}
    for path in sorted([*paths, ROOT / "requirements" / "dev.lock"]):
        total.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:12]


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Only one test process at a time makes the same template."""
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    with (KEPT_IN / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Store(Protocol):
    """Where templates are kept and copies are made; one for each kind of database."""

    def template(self, name: str, make: Callable[[str], None]) -> str:
        """The address of a template; `make` fills a new database at the address it is given."""

    def copy(self, template: str, name: str) -> str:
        """Make a database that is a copy of a template, in place of an older one of the same name."""

    def drop(self, url: str) -> None:
        """Remove a copy."""


class SqliteStore:
    """Templates and copies are files."""

    def __init__(self) -> None:
        # In the home of this test process, which is removed with it.
        self.folder = Path(tempfile.mkdtemp(prefix="databases-", dir=os.environ["EROBA_HOME"]))
        self.count = 0

    def template(self, name: str, make: Callable[[str], None]) -> str:
        path = KEPT_IN / f"{name}.sqlite3"
        with one_at_a_time(name):
            if not path.exists():
                unfinished = path.with_suffix(".unfinished")
                for rest in KEPT_IN.glob(f"{unfinished.name}*"):
                    rest.unlink()
                make(f"sqlite:///{unfinished}")
                _fold_log_into(unfinished)
                unfinished.rename(path)
                self._forget_older(name)
        return f"sqlite:///{path}"

    def _forget_older(self, name: str) -> None:
        kind = name.rpartition("-")[0]
        for path in KEPT_IN.glob(f"{kind}-*"):
            if not path.name.startswith(name):
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def copy(self, template: str, name: str) -> str:
        # A new name each time: a connection somebody forgot keeps its own old file and cannot harm this one.
        self.count += 1
        path = self.folder / f"{name}-{self.count}.sqlite3"
        shutil.copyfile(template.removeprefix("sqlite:///"), path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        path = Path(url.removeprefix("sqlite:///"))
        for rest in path.parent.glob(f"{path.name}*"):
            rest.unlink(missing_ok=True)


class PostgresStore:
    """Templates and copies are databases of one server."""

    def __init__(self, url: str) -> None:
        self.url = url

    def _url_of(self, name: str) -> str:
        return urlsplit(self.url)._replace(path=f"/{name}").geturl()

    def _say(self, statement: str) -> list[tuple[str, ...]]:
        with psycopg.connect(self._url_of("postgres"), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def template(self, name: str, make: Callable[[str], None]) -> str:
        database = f"template_{name.replace('-', '_')}"
        with one_at_a_time(name):
            if not self._say(f"SELECT 1 FROM pg_database WHERE datname = '{database}'"):
                self._say(f"DROP DATABASE IF EXISTS unfinished_{database} WITH (FORCE)")
                self._say(f"CREATE DATABASE unfinished_{database}")
                make(self._url_of(f"unfinished_{database}"))
                self._say(f"ALTER DATABASE unfinished_{database} RENAME TO {database}")
        return self._url_of(database)

    def copy(self, template: str, name: str) -> str:
        database = name.replace("-", "_")
        self._say(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        origin = urlsplit(template).path.removeprefix("/")
        self._say(f"CREATE DATABASE {database} TEMPLATE {origin} STRATEGY FILE_COPY")
        return self._url_of(database)

    def drop(self, url: str) -> None:
        self._say(f"DROP DATABASE IF EXISTS {urlsplit(url).path.removeprefix('/')} WITH (FORCE)")


def store_for(url: str) -> Store:
    """The store for the kind of database an address names."""
    return PostgresStore(url) if url.startswith("postgres") else SqliteStore()


def _fold_log_into(path: Path) -> None:
    """Bring SQLite's write-ahead log into the file, so that the file alone is the database."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
