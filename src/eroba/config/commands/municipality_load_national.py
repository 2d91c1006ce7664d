"""`eroba municipality load-national`: all municipalities of Georgia."""

import argparse

from eroba.kernel.tenancy.national import load_municipalities

EXAMPLE = "eroba municipality load-national"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Needs nothing."""


def run(options: argparse.Namespace) -> int:
    """Loads what is missing and says how much that was."""
    loaded = load_municipalities()
    print(f"{loaded.municipality_count} municipalities and {loaded.settlement_count} settlements were new.")
    return 0
