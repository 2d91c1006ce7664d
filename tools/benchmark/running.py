"""Starting what is measured: a module with one of the two settings, and a web server as in production."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
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
    with tempfile.NamedTemporaryFile("w+") as said:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=said)
        try:
            # A process that is not ready yet would get none of the connections that are kept from now on.
            _wait_for(
                "every process", lambda: Path(said.name).read_text().count("Started worker-") == workers
            )
            _wait_for(f"http://127.0.0.1:{port}", lambda: _is_answering(f"http://127.0.0.1:{port}"))
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(what: str, is_there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_there():
        if time.monotonic() > deadline:
            raise SystemExit(f"{what} did not start")
        time.sleep(0.2)


def _is_answering(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
