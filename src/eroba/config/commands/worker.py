"""`eroba worker`: starts the worker in this process and stops it when asked to."""

import argparse
import logging
import signal
from types import FrameType

from eroba.config.working import SECONDS_BETWEEN_ROUNDS, Worker

EXAMPLE = "eroba worker"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often it looks, and whether it stops when nothing is left."""
    parser.add_argument(
        "--interval",
        type=float,
        default=SECONDS_BETWEEN_ROUNDS,
        help="seconds between looks (default: %(default)s)",
    )
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")


def run(options: argparse.Namespace) -> int:
    """Works until SIGTERM or Ctrl-C; what was begun is finished first."""
    logging.getLogger("eroba").setLevel(logging.INFO)
    worker = Worker()
    if options.once:
        return 0 if worker.work_once() else 1

    def stop_later(number: int, frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop_later)
    signal.signal(signal.SIGINT, stop_later)
    worker.work(options.interval)
    return 0
