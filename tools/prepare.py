"""Brings a fresh checkout to the point where it runs, and does nothing when it is there already.

Started by the Makefile with the machine's own Python, so it needs the standard library only. Each step
remembers what it was made from (a digest beside the environment) and is repeated only when that has changed.
"""

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
LOCK = ROOT / "requirements" / "dev.lock"
INSTALLER = ROOT / "requirements" / "setup.lock"
PROJECT = ROOT / "pyproject.toml"

sys.path.insert(0, str(ROOT))
from tools import machine  # noqa: E402 - the line above makes it importable


def say(text: str) -> None:
    """Tell the reader what happens now, at once."""
    print(text, flush=True)


def give_up(text: str) -> NoReturn:
    """Stop with a message a newcomer can act on."""
    print(f"\n{text}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def digest(paths: Iterable[Path], *words: str) -> str:
    """A short fingerprint of some files and words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(paths):
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        total.update(path.read_bytes())
    return total.hexdigest()


def step(name: str, made_from: str, work: Callable[[], None]) -> None:
    """Do one step of the set-up unless its stamp says that it was made from the same things."""
    stamp = ENVIRONMENT / "stamps" / name
    if stamp.is_file() and stamp.read_text() == made_from:
        return
    start = time.monotonic()
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)
    say(f"  done in {time.monotonic() - start:.0f} s")


def check_port(port: int) -> None:
    """Say before the work, not after it, that the address is in use."""
    with socket.socket() as probe:
        # As the server does, or the remains of a connection closed a moment ago would count as "in use".
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            give_up(
                f"Port {port} cannot be used ({error.strerror}). Choose another: make demo PORT={port + 1}"
            )


def create_environment() -> None:
    """Make .venv with this Python, unless a working one is there."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0:
        return
    say(f"Creating .venv with Python {version}")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], capture_output=True, text=True)
    if made.returncode != 0:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        give_up(
            f"Python {version} could not create .venv:\n{made.stdout}{made.stderr}\n"
            f"On Debian and Ubuntu this helps: apt-get install python3-venv"
        )


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program in the checkout and keep what it says."""
    return subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def install(*arguments: str) -> None:
    """Install with uv, which takes seconds; with pip, which takes minutes, where uv cannot.

    Both compare every file with the digests of the lock. A machine may have its own package index set up for
    pip only, or no wheel of uv.
    """
    quickly = (
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--system-certs",
        "--compile-bytecode",
        "--python",
        PYTHON,
    )
    done = run(PYTHON, *quickly, *arguments)
    if done.returncode != 0:
        say("  the quick way did not work here; pip takes a few minutes")
        done = run(PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments)
    if done.returncode != 0:
        said = "\n".join(done.stdout.splitlines()[-40:])
        give_up(f"{said}\nThe packages could not be installed. Is the package index reachable?")


def install_packages() -> None:
    """Install the locked versions, then Eroba itself on top of them."""
    expected = sum(1 for line in LOCK.read_text().splitlines() if line[:1].isalnum())
    say(f"Installing {expected} locked packages")
    run(PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", INSTALLER)
    install("--require-hashes", "-r", str(LOCK))
    # Hashes and editable installs exclude each other, hence the second call; its build tools are in the lock.
    install("--no-deps", "--no-build-isolation", "--editable", ".")


def compile_catalogues() -> None:
    """Compile the translations next to their sources."""
    say("Compiling the translations")
    subprocess.run([PYTHON, "-m", "tools.messages", "compile"], cwd=ROOT, check=True)


def build_face() -> None:
    """Copy and compile what browsers load: styles, scripts, fonts. It knows itself when nothing has changed."""
    if subprocess.run([PYTHON, "-m", "eroba.kernel.ui.assets"], cwd=ROOT).returncode != 0:
        give_up("The front end could not be built; the lines above say why.")


def fetch_validators() -> None:
    """Fetch the validators from outside that the tests ask; a test that misses one is skipped and says so."""
    if subprocess.run([PYTHON, "-m", "tools.validators"], cwd=ROOT).returncode != 0:
        say("The validators could not be fetched: the tests that ask them will be skipped.")


def prepare(with_test_programs: bool) -> None:
    """Run every step that is due."""
    create_environment()
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    step("packages", digest([LOCK, INSTALLER, PROJECT], python, str(ROOT)), install_packages)
    machine.install_missing(machine.NEEDED_TO_RUN)
    if with_test_programs:
        machine.install_missing(machine.NEEDED_TO_TEST)
    catalogues = list((ROOT / "src").rglob("*.po"))
    if not all(path.with_suffix(".mo").exists() for path in catalogues):
        (ENVIRONMENT / "stamps" / "catalogues").unlink(missing_ok=True)
    step("catalogues", digest(catalogues), compile_catalogues)
    build_face()
    if with_test_programs:
        fetch_validators()


def main() -> None:
    """Prepare the checkout this file lies in."""
    parser = argparse.ArgumentParser(prog="make setup", description=__doc__)
    parser.add_argument("--port", type=int, help="check first that this port is free")
    parser.add_argument("--tests", action="store_true", help="install also what only the tests need")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    if arguments.port is not None:
        check_port(arguments.port)
    prepare(with_test_programs=arguments.tests)


if __name__ == "__main__":
    main()
