"""The command `eroba simulate-registers`: starts the simulated registers as a process of their own."""

import argparse

from eroba.connectors.register_simulator.faults import Fault, FaultBoard, read_fault
from eroba.connectors.register_simulator.server import RegisterServer
from eroba.connectors.simulation.command import add_faults, add_place, faults_in, run_alone, serve

NAME = "simulate-registers"
FAULTS_VARIABLE = "EROBA_REGISTER_FAULTS"
PORT = 8899

HELP = "Start simulated registers of the state with invented people."
EXAMPLE = "eroba simulate-registers --port 8899 --fault social:slow=3 --fault civil:html,times=1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to a parser."""
    parser.description = HELP
    add_place(parser, PORT)
    add_faults(parser, Fault, FAULTS_VARIABLE, EXAMPLE)


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop; prints the address on standard output."""

    def make() -> RegisterServer:
        board = FaultBoard()
        for text in faults_in(FAULTS_VARIABLE, options.fault):
            board.switch_on(*read_fault(text))
        return RegisterServer(options.host, options.port, board)

    return serve(NAME, options.port, make)


def main() -> int:
    """Run without the `eroba` command."""
    return run_alone(NAME, add_arguments, run)
