"""The command `eroba simulate-bank`: starts the simulated bank as a process of its own."""

import argparse
import os

from eroba.connectors.bank_simulator.faults import Fault, FaultBoard
from eroba.connectors.bank_simulator.server import BankServer
from eroba.connectors.simulation.command import add_faults, add_place, faults_in, run_alone, serve

NAME = "simulate-bank"
KEY_VARIABLE = "EROBA_BANK_KEY"
FAULTS_VARIABLE = "EROBA_BANK_FAULTS"
PORT = 8897

HELP = "Start a simulated bank with a page to pay on; no money moves."
EXAMPLE = "EROBA_BANK_KEY=secret eroba simulate-bank --port 8897 --fault double-notice --fault silent,times=2"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to a parser."""
    parser.description = HELP
    add_place(parser, PORT)
    add_faults(parser, Fault, FAULTS_VARIABLE, EXAMPLE)


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop; prints the address on standard output."""

    def make() -> BankServer:
        key, board = os.environ.get(KEY_VARIABLE, ""), FaultBoard()
        if not key:
            raise ValueError(f"{KEY_VARIABLE} is missing; bank and town share this secret")
        for fault in map(Fault.read, faults_in(FAULTS_VARIABLE, options.fault)):
            board.switch_on(fault.kind, fault)
        return BankServer(options.host, options.port, key, board)

    return serve(NAME, options.port, make)


def main() -> int:
    """Run without the `eroba` command."""
    return run_alone(NAME, add_arguments, run)
