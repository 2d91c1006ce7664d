"""Programs and libraries of the operating system that Eroba uses, and how to get them.

As root on Debian and its relatives they are installed; elsewhere the reader is told what to install. Needs
the standard library only: it runs before anything is installed.
"""

import ctypes
import ctypes.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Need:
    """Something of the machine: how to see that it is there, which package brings it, what it is for."""

    package: str
    is_there: Callable[[], bool]
    purpose: str
    is_optional: bool = False


def chromium() -> str | None:
    """The path of a Chromium or Chrome on this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


def _library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _clamd() -> bool:
    return bool(shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin"))


NEEDED_TO_RUN = (
    Need("libpango-1.0-0", _library("pango-1.0"), "letters and decisions as PDF"),
    Need("libpangoft2-1.0-0", _library("pangoft2-1.0"), "letters and decisions as PDF"),
)

# Tests that miss one of these are skipped and say so.
NEEDED_TO_TEST = (
    Need("chromium", lambda: chromium() is not None, "tests in a real browser", is_optional=True),
    Need("poppler-utils", _program("pdftotext"), "reading back the letters", is_optional=True),
    Need("clamav-daemon", _clamd, "uploads before a real virus scanner", is_optional=True),
    Need("default-jre-headless", _program("java"), "the HTML validator", is_optional=True),
)


def ends_with_parent(number: int) -> Callable[[], None]:
    """For `preexec_fn`: the new process gets this signal when the thread that started it is gone (Linux)."""

    def ask() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)

    return ask


def stop_in_order() -> None:
    """Let a request to terminate run what stands in `finally`, as Ctrl-C does."""

    def stop(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, stop)


def _apt(*arguments: str) -> bool:
    command = ["apt-get", *arguments]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    if result.returncode != 0:
        print("".join(result.stderr.splitlines(keepends=True)[-5:]), file=sys.stderr)
    return result.returncode == 0


def install_missing(needs: Iterable[Need]) -> None:
    """Install what is missing where that is possible, else say what to install. Stops only for what cannot be
    missed."""
    missing = [need for need in needs if not need.is_there()]
    if not missing:
        return
    packages = [need.package for need in missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(packages)} from the operating system's packages", flush=True)
        if _apt("update", "-q") and _apt("install", "-qy", "--no-install-recommends", *packages):
            missing = [need for need in missing if not need.is_there()]
    for need in missing:
        print(f"Missing on this machine: {need.package} ({need.purpose}).", file=sys.stderr)
    if missing:
        names = " ".join(need.package for need in missing)
        print(f"An administrator can install it: apt-get install {names}", file=sys.stderr)
    if any(not need.is_optional for need in missing):
        raise SystemExit(1)
