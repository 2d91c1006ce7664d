"""`eroba serve`: the web server. It knows nothing of what it serves."""

import argparse
import os
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import logger as server_log

from eroba.config.hands import HANDS, WAITING_ROOM
from eroba.config.static_files import collect_when_stale
from eroba.config.supervisor import port_is_free

EXAMPLE = "PORT=8080 eroba serve --workers 2"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Address, port, and how many processes answer."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("PORT", "8000")), help="default: PORT, or 8000"
    )
    parser.add_argument("--workers", type=int, default=1, help="processes (default: %(default)s)")
    parser.add_argument(
        "--threads",
        type=int,
        default=HANDS,
        help="so many requests are worked on at a time in each process (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Answers until told to stop."""
    if not port_is_free(options.port, options.host):
        print(f"eroba serve: port {options.port} is taken; choose another with --port", file=sys.stderr)
        return 1
    collect_when_stale()
    os.environ["EROBA_HANDS"] = str(options.threads)
    # Most of the threads only wait (0053); an operator need not wonder about their number.
    server_log.addFilter(lambda record: "Python threads" not in record.getMessage())
    # Database connections belong to the processes that answer, not to this one that only starts them.
    Granian(
        "eroba.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=options.workers,
        blocking_threads=WAITING_ROOM,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()
    return 0
