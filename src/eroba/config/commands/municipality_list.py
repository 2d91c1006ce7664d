"""`eroba municipality list`: which towns use this installation."""

import argparse
import json

from eroba.capabilities.portal.queries import open_towns
from eroba.config.installed import capability_names
from eroba.kernel.tenancy.models import Municipality

EXAMPLE = "eroba municipality list --format json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How the list is written, and whether closed towns are in it."""
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--all", action="store_true", help="also the towns that do not use the platform yet")


def run(options: argparse.Namespace) -> int:
    """Prints the towns."""
    towns = Municipality.objects.order_by("slug") if options.all else open_towns()
    names = capability_names()
    rows = [
        {
            "slug": town.slug,
            "name": town.name_ka,
            "name_en": town.name_en,
            "capabilities": names if town.is_open else [],
        }
        for town in towns
    ]
    if options.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        print(f"{row['slug']:24} {row['name_en']:24} {', '.join(row['capabilities']) or 'closed'}")
    return 0
