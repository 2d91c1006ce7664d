"""The command that starts a stand-in as a process of its own: `eroba simulate-…`."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from eroba.connectors.simulation.faults import Fault
from eroba.connectors.simulation.server import SimulationServer


def add_place(parser: argparse.ArgumentParser, port: int) -> None:
    """Add where it listens."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=port, help="port, 0 for any free one (default: %(default)s)"
    )


def add_faults(parser: argparse.ArgumentParser, fault: type[Fault], variable: str, example: str) -> None:
    """Add the faults one may switch on from the beginning, and list them in the help."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(
        ["faults:", *(f"  {kind:14} {what}" for kind, what in fault.KINDS.items()), "", f"Example: {example}"]
    )
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar=fault.SHAPE,
        help=f"switch a fault on; may be repeated; also read from {variable}, separated by blanks",
    )


def faults_in(variable: str, typed: Sequence[str]) -> Iterator[str]:
    """The faults asked for, in the environment and on the command line."""
    yield from os.environ.get(variable, "").split()
    yield from typed


def serve(name: str, port: int, make: Callable[[], SimulationServer]) -> int:
    """Serve until told to stop; prints the address on standard output, and on a mistake what to change.

    Exit codes: 1 when the port cannot be used, 2 when `make` refuses what was typed (ValueError).
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        server = make()
    except ValueError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{name}: port {port} cannot be used: {error.strerror}", file=sys.stderr)
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


def run_alone(
    name: str,
    add_arguments: Callable[[argparse.ArgumentParser], None],
    run: Callable[[argparse.Namespace], int],
) -> int:
    """Run without the `eroba` command."""
    parser = argparse.ArgumentParser(prog=name)
    add_arguments(parser)
    return run(parser.parse_args())


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
