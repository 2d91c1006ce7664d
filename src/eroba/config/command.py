"""The `eroba` command: finds the job that was asked for and runs it. Anything it does not know is handed to Django.

The jobs themselves are small modules elsewhere, loaded by name only when they are asked for, so that `eroba --help`
needs no database and a job without Django starts at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

import django
from django.core.management import execute_from_command_line
from django.db import DatabaseError
from django.utils.translation import override

from eroba.config.jobs import JOBS, Job, find_job, is_installed
from eroba.kernel.base.errors import Refusal


class JobModule(Protocol):
    """What a module of a job offers; `EXAMPLE` is one command line."""

    EXAMPLE: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Adds the job's options."""

    def run(self, options: argparse.Namespace) -> int:
        """Does the job; returns the exit code."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a job; exit code 0 only on success."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eroba.config.settings")
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    found = find_job(words)
    if found is not None:
        name, job, rest = found
        return _run(name, job, rest)
    if any(name.split()[0] == words[0] for name in JOBS):
        return _explain_family(words)
    execute_from_command_line(["eroba", *words])
    return 0


def overview() -> str:
    """All jobs with one line each."""
    width = max(map(len, JOBS)) + 2
    lines = [f"  {name:{width}}{job.summary}" for name, job in JOBS.items() if is_installed(job)]
    return "\n".join(
        [
            "Eroba: municipal services and an open town hall.",
            "",
            "usage: eroba JOB [options]     (eroba JOB --help tells more and gives an example)",
            "",
            *lines,
            "",
            "Everything else is a command of Django, for example: eroba migrate, eroba shell",
        ]
    )


def _run(name: str, job: Job, rest: list[str]) -> int:
    if not is_installed(job):
        return _complain(f"eroba {name}: this installation does not have it")
    if job.needs_django:
        django.setup()
    module = cast(JobModule, import_module(job.module))
    example = getattr(module, "EXAMPLE", "")
    parser = argparse.ArgumentParser(
        prog=f"eroba {name}",
        description=job.summary,
        epilog=f"example: {example}" if example else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    options = parser.parse_args(rest)
    try:
        return module.run(options)
    except Refusal as refusal:
        # only this sentence: what a job writes down stays in the language of the installation
        with override("en"):
            return _complain(f"eroba {name}: {refusal}")
    except DatabaseError as problem:
        return _complain(f"eroba {name}: the database says: {problem}\nIs it up to date? Try: eroba migrate")
    except KeyboardInterrupt:
        return _complain(f"eroba {name}: stopped")


def _explain_family(words: list[str]) -> int:
    members = [name for name, job in JOBS.items() if name.split()[0] == words[0] and is_installed(job)]
    lines = [f"  eroba {name}: {JOBS[name].summary}" for name in members]
    if len(words) > 1 and words[1] in ("-h", "--help"):
        print("\n".join(lines))
        return 0
    return _complain("\n".join([f"eroba {words[0]}: say which of these you mean", *lines]), 2)


def _complain(text: str, code: int = 1) -> int:
    print(text, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
