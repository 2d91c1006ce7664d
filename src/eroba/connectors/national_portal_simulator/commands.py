"""The command `eroba simulate-portal`: starts the stand-in for the national portal as a process of its own."""

import argparse
import signal
import sys
from types import FrameType

from eroba.connectors.national_portal_simulator.server import PortalServer
from eroba.connectors.register_simulator.people import population

EXAMPLE = "eroba simulate-portal --port 8897 --eroba http://127.0.0.1:8000 --municipality ozurgeti"
PEOPLE_SHOWN = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to a parser."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8897, help="0 for any free one (default: %(default)s)")
    parser.add_argument("--eroba", default="http://127.0.0.1:8000", help="the installation it opens")
    parser.add_argument("--municipality", default="ozurgeti", metavar="SLUG", help="the town it lists")
    parser.add_argument("--person", action="append", metavar="NUMBER", help="who can sign in there")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop; prints the address on standard output."""
    known = population().people
    people = options.person or list(known)[:PEOPLE_SHOWN]
    if unknown := [number for number in people if number not in known]:
        print(f"simulate-portal: the registers know nobody of number {unknown[0]}", file=sys.stderr)
        return 2
    try:
        server = PortalServer(
            options.host, options.port, eroba=options.eroba, town=options.municipality, people=people
        )
    except OSError as error:
        print(f"simulate-portal: port {options.port} cannot be used: {error.strerror}", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _stop)
    print(server.address, flush=True)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> int:
    """Run without the `eroba` command."""
    parser = argparse.ArgumentParser(prog="simulate-portal")
    add_arguments(parser)
    return run(parser.parse_args())
