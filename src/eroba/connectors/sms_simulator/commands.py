"""The command `eroba simulate-sms`: starts the simulated gateway as a process of its own."""

import argparse
import signal
import sys
from types import FrameType

from eroba.connectors.sms_simulator.server import KINDS, Fault, GatewayServer

HELP = "Start a simulated gateway for text messages; it sends none."
EXAMPLE = "eroba simulate-sms --port 8898 --fault slow=3"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to a parser."""
    parser.description = HELP
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(
        ["faults:", *(f"  {kind:14} {what}" for kind, what in KINDS.items()), "", f"Example: {EXAMPLE}"]
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=8898, help="port, 0 for any free one (default: %(default)s)"
    )
    parser.add_argument("--fault", metavar="KIND[=NUMBER]", help="switch a fault on from the beginning")
    parser.add_argument(
        "--forgets-keys", action="store_true", help="send again what comes a second time with the same key"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop; prints the address on standard output."""
    try:
        server = GatewayServer(options.host, options.port, knows_keys=not options.forgets_keys)
    except OSError as error:
        print(f"simulate-sms: port {options.port} cannot be used: {error.strerror}", file=sys.stderr)
        return 1
    if options.fault:
        kind, _equals, number = options.fault.partition("=")
        try:
            server.fault = Fault(kind, float(number) if number else None)
        except ValueError as error:
            print(f"simulate-sms: {error}", file=sys.stderr)
            return 2
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
    parser = argparse.ArgumentParser(prog="simulate-sms")
    add_arguments(parser)
    return run(parser.parse_args())
