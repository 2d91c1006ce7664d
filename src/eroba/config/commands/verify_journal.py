"""`eroba verify journal`: recomputes the chain over the journal of each town. Changes nothing."""

import argparse
import sys

from eroba.kernel.audit.models import JournalEntry, SealedEntry
from eroba.kernel.audit.sealer import journal_flaws
from eroba.kernel.base.errors import NotFound
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

EXAMPLE = "eroba verify journal --municipality ozurgeti"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which town; all of them unless said."""
    parser.add_argument("--municipality", metavar="SLUG", help="only this town (default: all)")


def run(options: argparse.Namespace) -> int:
    """Says for each town whether its journal is whole; exit code 1 when one is not."""
    towns = Municipality.objects.order_by("slug")
    if options.municipality:
        towns = towns.filter(slug=options.municipality)
        if not towns:
            raise NotFound(f"there is no municipality {options.municipality!r}")
    sound = [_is_whole(town) for town in towns]
    return 0 if all(sound) else 1


def _is_whole(town: Municipality) -> bool:
    with scope(town):
        entries, sealed = JournalEntry.objects.count(), SealedEntry.objects.count()
        if not entries and not sealed:
            return True
        flaws = journal_flaws()
        for flaw in flaws:
            print(f"{town.slug}: entry {flaw.sequence}: {flaw.problem}", file=sys.stderr)
        if not flaws:
            waiting = f", {entries - sealed} newer ones are not chained yet" if entries > sealed else ""
            print(f"{town.slug}: all {sealed} chained entries are as they were written{waiting}")
    return not flaws
