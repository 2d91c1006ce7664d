"""`eroba api document`: writes down what the programming interface offers, for people and programs."""

import argparse
import json
from pathlib import Path

from eroba.config.api import api

EXAMPLE = "eroba api document --output docs/api/openapi.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the description goes."""
    parser.add_argument("--output", default="-", help="a file, or - to print it")


def written() -> str:
    """The description as it is committed."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2) + "\n"


def run(options: argparse.Namespace) -> int:
    """Writes the description."""
    if options.output == "-":
        print(written(), end="")
        return 0
    path = Path(options.output)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(), encoding="utf-8")
    print(path)
    return 0
