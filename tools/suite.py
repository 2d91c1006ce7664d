"""Runs the checks of the house one after the other, all of them whatever fails, and sums up.

`fast` is for the inner loop, `lint` for style only, `full` adds the long matrices; without a word: everything
a change must pass before it lands.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.machine import stop_in_order
from tools.postgres import running_postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# What takes longest is said at the end of each run, so that a slow test is seen when it comes.
SAY_SLOWEST = ["--durations", "30", "--durations-min", "5"]
PYTEST = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-n",
    "2",
    "--dist",
    "load",
    "--maxschedchunk",
    "1",
    *SAY_SLOWEST,
]


@dataclass(frozen=True)
class Check:
    """One line of the summary: what it is called and what is run for it; true means passed."""

    name: str
    run: Callable[[], bool]


def command(*words: str | Path, **environment: str) -> bool:
    """Run a program and show what it prints."""
    code = subprocess.run(words, cwd=ROOT, env={**os.environ, **environment}).returncode
    if code < 0:
        print(f"\nkilled by signal {-code}", flush=True)
    return code == 0


def tool(name: str, *words: str) -> Callable[[], bool]:
    """A check that is one program of the environment."""
    return lambda: command(BIN / name, *words)


def on_sqlite(which: str) -> Callable[[], bool]:
    """The tests with the embedded database."""
    return lambda: command(*PYTEST, "-m", which, EROBA_DATABASE_URL="")


def on_postgresql(which: str) -> Callable[[], bool]:
    """The tests with a PostgreSQL that is started for them."""

    def run() -> bool:
        with running_postgres() as url:
            return command(*PYTEST, "--only-with-database", "-m", which, EROBA_DATABASE_URL=url)

    return run


LINT = (
    Check("style", tool("ruff", "check", ".")),
    Check("format", tool("ruff", "format", "--check", ".")),
    Check("types", tool("mypy")),
    Check("import contracts", tool("lint-imports")),
)
# What reads the code only, or asks for no database, says the same on any and is left out of the second run.
SUITES = {
    "fast": (Check("tests on SQLite", on_sqlite("not full and not browser and not slow and not house")),),
    "lint": LINT,
    "all": (
        *LINT,
        Check("tests on SQLite", on_sqlite("not full")),
        Check("tests on PostgreSQL", on_postgresql("not full and not house")),
    ),
    "full": (
        *LINT,
        Check("tests on SQLite", on_sqlite("full or not full")),
        Check("tests on PostgreSQL", on_postgresql("not house")),
    ),
}


def main() -> None:
    """Run one of the suites."""
    parser = argparse.ArgumentParser(prog="python -m tools.suite", description=__doc__)
    parser.add_argument("suite", nargs="?", default="all", choices=list(SUITES))
    stop_in_order()
    # The tests start the product many times: it is compiled once.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    shutil.rmtree(ROOT / "test-results", ignore_errors=True)
    lines: list[str] = []
    failed = 0
    for check in SUITES[parser.parse_args().suite]:
        print(f"\n== {check.name}", flush=True)
        start = time.monotonic()
        passed = check.run()
        failed += not passed
        word = "passed" if passed else "FAILED"
        lines.append(f"{word}  {check.name} ({time.monotonic() - start:.0f} s)")
    print("\n" + "\n".join(lines), flush=True)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
