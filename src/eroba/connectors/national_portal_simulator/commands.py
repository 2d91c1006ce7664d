"""The command `eroba simulate-portal`: starts the stand-in for the national portal as a process of its own."""

import argparse

from eroba.connectors.national_portal_simulator.server import PortalServer
from eroba.connectors.register_simulator.people import population
from eroba.connectors.simulation.command import add_place, run_alone, serve

NAME = "simulate-portal"
PORT = 8897

EXAMPLE = "eroba simulate-portal --port 8897 --eroba http://127.0.0.1:8000 --municipality ozurgeti"
PEOPLE_SHOWN = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to a parser."""
    add_place(parser, PORT)
    parser.add_argument("--eroba", default="http://127.0.0.1:8000", help="the installation it opens")
    parser.add_argument("--municipality", default="ozurgeti", metavar="SLUG", help="the town it lists")
    parser.add_argument("--person", action="append", metavar="NUMBER", help="who can sign in there")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop; prints the address on standard output."""

    def make() -> PortalServer:
        known = population().people
        people = options.person or list(known)[:PEOPLE_SHOWN]
        if unknown := [number for number in people if number not in known]:
            raise ValueError(f"the registers know nobody of number {unknown[0]}")
        return PortalServer(
            options.host, options.port, eroba=options.eroba, town=options.municipality, people=people
        )

    return serve(NAME, options.port, make)


def main() -> int:
    """Run without the `eroba` command."""
    return run_alone(NAME, add_arguments, run)
