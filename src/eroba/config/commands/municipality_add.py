"""`eroba municipality add`: opens a town that is known, or makes one that is not."""

import argparse

from django.db import transaction

from eroba.capabilities.portal.actions import open_town
from eroba.kernel.actions import system_actor
from eroba.kernel.tenancy.founding import found_town
from eroba.kernel.tenancy.scope import scope

EXAMPLE = 'eroba municipality add ozurgeti --name "Ozurgeti"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The town's address and name."""
    parser.add_argument("slug", metavar="SLUG", help="the town's part of the address, e.g. ozurgeti")
    parser.add_argument(
        "--name", required=True, metavar="TEXT", help="its name, in Georgian or Latin letters"
    )
    parser.add_argument(
        "--name-en", default="", metavar="TEXT", help="its name in English, if --name is Georgian"
    )


def run(options: argparse.Namespace) -> int:
    """Opens the town and prints its address."""
    with transaction.atomic():
        town = found_town(options.slug, name=options.name, name_en=options.name_en)
        with scope(town):
            open_town(system_actor("eroba municipality add"), town=town)
    print(f"{town.name_ka} ({town.name_en}) is open at /ka/{town.slug}/")
    return 0
