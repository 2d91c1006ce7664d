"""Starting what is measured: a module with one of the two settings, and a web server as in production."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eroba.config.hands import WAITING_ROOM

ROOT = Path(__file__).resolve().parent.parent.parent
BARE = "tools.benchmark.bare.settings"
OURS = "eroba.config.settings"


def say(text: str) -> None:
    """Tell what is measured now."""
    print(text, file=sys.stderr, flush=True)


def run(settings: str, url: str, *command: str) -> str:
    """Run a module with one of the two settings; its output."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "EROBA_DATABASE_URL": url}
    result = subprocess.run(
        [sys.executable, "-m", *command], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{result.stderr[-4000:]}")
    return result.stdout


@contextmanager
def serving(
    settings: str, application: str, url: str, port: int, *, workers: int = 1, proxies: int = 0
) -> Iterator[str]:
    """A web server as in production: the bare one works on four requests at a time, ours with its hands."""
    threads = WAITING_ROOM if settings == OURS else 4
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "EROBA_DATABASE_URL": url,
        "EROBA_DEBUG": "0",
        "EROBA_PROXIES": str(proxies),
    }
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", application,
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{address} did not start")
