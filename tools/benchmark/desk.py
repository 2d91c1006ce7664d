"""Measures the desk's list in a town of a million applications, of which one in fifty is open.

`python -m tools.benchmark.desk 1000000` copies an application of the demonstration so often, in the database itself,
and prints the figures as JSON.
"""

import json
import sys
from dataclasses import asdict, dataclass
from importlib import import_module

import django


@dataclass(frozen=True)
class Listed:
    """How long a list of a hundred took, with how many statements before and after the town grew."""

    cases: int
    open_cases: int
    filling_s: float
    list_ms: float
    queries_before: int
    queries: int


def main() -> None:
    """Measure and print."""
    django.setup()
    print(json.dumps(asdict(Listed(**import_module("tools.benchmark.listing").measured(int(sys.argv[1]))))))


if __name__ == "__main__":
    main()
