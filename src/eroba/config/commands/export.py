"""`eroba export KIND`: a town's public matters as open files. Which kinds there are, the manifests say."""

import argparse
import json
from pathlib import Path

from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.registry.shelf import exports
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

EXAMPLE = "eroba export cpsv --municipality ozurgeti --output open/cpsv"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which format, of which town, and where to."""
    known = "; ".join(f"{kind}: {one.title}" for kind, one in sorted(exports().items()))
    parser.add_argument("kind", metavar="KIND", choices=sorted(exports()), help=known)
    parser.add_argument("--municipality", metavar="SLUG", required=True, help="the town")
    parser.add_argument("--output", metavar="FOLDER", type=Path, required=True, help="made when missing")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to name the files")


def run(options: argparse.Namespace) -> int:
    """Writes the files and prints their names, one on each line."""
    town = Municipality.objects.filter(slug=options.municipality).first()
    if town is None:
        raise NotFound(f"there is no municipality {options.municipality!r}")
    try:
        options.output.mkdir(parents=True, exist_ok=True)
        with scope(town):
            written = exports()[options.kind].write(options.output)
    except OSError as problem:
        raise Refusal(f"{options.output} cannot be written: {problem.strerror}") from problem
    names = [str(path) for path in written]
    print(json.dumps(names, ensure_ascii=False, indent=2) if options.format == "json" else "\n".join(names))
    return 0
