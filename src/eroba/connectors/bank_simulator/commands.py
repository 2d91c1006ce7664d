"""The command `eroba simulate-bank`: starts the simulated bank as a process of its own."""

import argparse
import logging
import os
import signal
import sys
from types import FrameType

from eroba.connectors.bank_simulator.faults import KINDS, FaultBoard, read_fault
from eroba.connectors.bank_simulator.server import BankServer

KEY_VARIABLE = "EROBA_BANK_KEY"
FAULTS_VARIABLE = "EROBA_BANK_FAULTS"

HELP = "Start a simulated bank with a page to pay on; no money moves."
EXAMPLE = "EROBA_BANK_KEY=secret eroba simulate-bank --port 8897 --fault double-notice --fault silent,times=2"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to a parser."""
    parser.description = HELP
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(
        ["faults:", *(f"  {kind:14} {what}" for kind, what in KINDS.items()), "", f"Example: {EXAMPLE}"]
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=8897, help="port, 0 for any free one (default: %(default)s)"
    )
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="KIND[=NUMBER][,times=COUNT]",
        help=f"switch a fault on; may be repeated; also read from {FAULTS_VARIABLE}, separated by blanks",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop; prints the address on standard output."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    key, board = os.environ.get(KEY_VARIABLE, ""), FaultBoard()
    if not key:
        print(f"simulate-bank: {KEY_VARIABLE} is missing; bank and town share this secret", file=sys.stderr)
        return 2
    try:
        for text in [*os.environ.get(FAULTS_VARIABLE, "").split(), *options.fault]:
            board.switch_on(read_fault(text))
    except ValueError as error:
        print(f"simulate-bank: {error}", file=sys.stderr)
        return 2
    try:
        server = BankServer(options.host, options.port, key, board)
    except OSError as error:
        print(f"simulate-bank: port {options.port} cannot be used: {error.strerror}", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _stop)
    print(server.address, flush=True)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.stopping.set()
        server.server_close()
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> int:
    """Run without the `eroba` command."""
    parser = argparse.ArgumentParser(prog="simulate-bank")
    add_arguments(parser)
    return run(parser.parse_args())
