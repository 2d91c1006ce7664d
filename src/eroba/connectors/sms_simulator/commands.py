"""The command `eroba simulate-sms`: starts the simulated gateway as a process of its own."""

import argparse

from eroba.connectors.simulation.command import add_faults, add_place, faults_in, run_alone, serve
from eroba.connectors.sms_simulator.faults import Fault
from eroba.connectors.sms_simulator.server import GatewayServer

NAME = "simulate-sms"
FAULTS_VARIABLE = "EROBA_SMS_FAULTS"
PORT = 8898

HELP = "Start a simulated gateway for text messages; it sends none."
EXAMPLE = "eroba simulate-sms --port 8898 --fault slow=3"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to a parser."""
    parser.description = HELP
    add_place(parser, PORT)
    add_faults(parser, Fault, FAULTS_VARIABLE, EXAMPLE)
    parser.add_argument(
        "--forgets-keys", action="store_true", help="send again what comes a second time with the same key"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop; prints the address on standard output."""

    def make() -> GatewayServer:
        # one at a time: the last one said is the one that is on
        fault = None
        for text in faults_in(FAULTS_VARIABLE, options.fault):
            fault = Fault.read(text)
        return GatewayServer(options.host, options.port, knows_keys=not options.forgets_keys, fault=fault)

    return serve(NAME, options.port, make)


def main() -> int:
    """Run without the `eroba` command."""
    return run_alone(NAME, add_arguments, run)
