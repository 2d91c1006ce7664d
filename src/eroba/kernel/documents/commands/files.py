"""`eroba verify files`: reads every kept file and compares it with its fingerprint, town by town."""

import argparse
import json
import sys
from collections.abc import Iterator

from eroba.kernel.documents.ports import ShelfSilent
from eroba.kernel.documents.upkeep import CheckedFile, checked_files
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

ALL_WHOLE, SOME_WRONG, CANNOT_CHECK = 0, 1, 2
EXAMPLE = "eroba verify files --municipality ozurgeti --format json"
_TELL_EACH = 500


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--municipality", metavar="SLUG", help="one town only; without it, all of them")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to say what was found"
    )


def run(options: argparse.Namespace) -> int:
    """Check every file; 0 only if each is what was put there, 2 if the shelf cannot be reached."""
    towns = Municipality.objects.order_by("slug")
    if options.municipality:
        towns = towns.filter(slug=options.municipality)
        if not towns.exists():
            print(f"eroba verify files: there is no municipality {options.municipality!r}", file=sys.stderr)
            return CANNOT_CHECK
    count, wrong = 0, []
    try:
        for town, checked in _each(list(towns)):
            count += 1
            if count % _TELL_EACH == 0:
                print(f"{count} files read", file=sys.stderr)
            if not checked.is_whole:
                wrong.append({"municipality": town, "sha256": checked.sha256, "state": checked.state})
    except ShelfSilent as silent:
        print(f"eroba verify files: stopped after {count} files: {silent}", file=sys.stderr)
        return CANNOT_CHECK
    _say(options.format, count, wrong)
    return SOME_WRONG if wrong else ALL_WHOLE


def _each(towns: list[Municipality]) -> Iterator[tuple[str, CheckedFile]]:
    for town in towns:
        with scope(town):
            for checked in checked_files():
                yield town.slug, checked


def _say(form: str, count: int, wrong: list[dict[str, str]]) -> None:
    if form == "json":
        print(json.dumps({"files": count, "wrong": wrong}, indent=1))
        return
    for one in wrong:
        print(f"{one['state']}: {one['sha256']} of {one['municipality']}")
    print(f"{count} files read, {len(wrong)} missing or changed")
    if wrong:
        print("Bring them back from the backup under the same names, then run this again.")
