"""`eroba budget import PATH`: reads figures of a budget, says where they do not add up, and publishes them."""

import argparse
import datetime as dt
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import override

from eroba.capabilities.budget import actions
from eroba.capabilities.budget.actions import Laid
from eroba.capabilities.budget.reading.found import (
    EXECUTED,
    LARI,
    PHASES,
    THOUSAND_LARI,
    Gap,
    ReadBudget,
    Wanted,
)
from eroba.capabilities.budget.reading.packages import DESCRIPTOR
from eroba.capabilities.budget.reading.reader import read_budget, read_folder
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

EXAMPLE = "eroba budget import execution-2025.xlsx --municipality ozurgeti --year 2025 --source 'Treasury'"
FINE, WRONG, UNREADABLE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, of which town and year, and what to do where parts do not add up."""
    jobs = parser.add_subparsers(dest="job", required=True, metavar="import")
    one = jobs.add_parser("import", help="read a file, say what does not add up, publish it")
    one.add_argument(
        "path", type=Path, metavar="PATH", help="CSV, XLSX, or a Fiscal Data Package (folder or ZIP)"
    )
    one.add_argument("--municipality", required=True, metavar="SLUG", help="the town")
    one.add_argument("--year", required=True, type=int, help="the year of the budget")
    one.add_argument("--phase", choices=tuple(PHASES), default=EXECUTED, help="what a column “amount” holds")
    one.add_argument("--unit", choices=(LARI, THOUSAND_LARI), default="", help="otherwise as the file says")
    one.add_argument(
        "--announced-on", type=dt.date.fromisoformat, metavar="DAY", help="the day the figures are of"
    )
    one.add_argument("--source", default="", metavar="TEXT", help="where the figures are from")
    one.add_argument(
        "--although", default="", metavar="WORDS", help="publish although parts do not add up, and why"
    )
    one.add_argument("--dry-run", action="store_true", help="only say what was read")
    one.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Read, say, publish; 1 when parts do not add up and nobody said why, 2 when the file cannot be read."""
    town = Municipality.objects.filter(slug=options.municipality).first()
    if town is None:
        raise NotFound(f"there is no municipality {options.municipality!r}")
    names = frozenset(name.casefold() for name in (town.slug, town.name_ka, town.name_en, town.code) if name)
    wanted = Wanted(options.year, options.phase, options.unit, names)
    try:
        read, content = _read(options.path, wanted)
    except OSError as problem:
        print(f"{options.path}: {problem.strerror}", file=sys.stderr)
        return UNREADABLE
    with override("en"):
        _say(read, options.format)
    if read.faults:
        return UNREADABLE
    if options.dry_run or (read.gaps and not options.although):
        if read.gaps and not options.dry_run:
            print("Nothing was published: say --although WORDS to publish it all the same.", file=sys.stderr)
        return WRONG if read.gaps else FINE
    with scope(town):
        _publish(options, read, content)
    print(f"The figures of {options.year} are public now.", file=sys.stderr)
    return FINE


def _read(path: Path, wanted: Wanted) -> tuple[ReadBudget, bytes]:
    if path.name == DESCRIPTOR:
        path = path.parent
    if path.is_dir():
        return read_folder(path, wanted), (path / DESCRIPTOR).read_bytes()
    content = path.read_bytes()
    return read_budget(content, wanted), content


def _publish(options: argparse.Namespace, read: ReadBudget, content: bytes) -> None:
    by = system_actor("eroba budget import")
    laid = Laid(
        year=options.year,
        file_name=options.path.name,
        fingerprint=hashlib.sha256(content).hexdigest(),
        announced_on=options.announced_on or today(),
        source_ka=options.source or options.path.name,
    )
    made = actions.lay_before(by, laid=laid, read=read)
    actions.accept_figures(by, announcement=made, because=options.although)


def _say(read: ReadBudget, form: str) -> None:
    if form == "json":
        print(json.dumps(_told(read), ensure_ascii=False, indent=2))
        return
    for kind, phase in read.holds():
        print(f"{kind}, {phase}: {len(read.of(kind))} lines")
    for one in (*read.faults, *read.remarks):
        print(f"{_where(one.sheet, one.row)}{one.words}", file=sys.stderr)
    for gap in read.gaps:
        parts, whole = gap.parts_tetri, gap.parent_tetri
        print(
            f"{_where(gap.sheet, gap.row)}{gap.classification} {gap.code or 'total'}, {gap.phase}: its parts make "
            f"{_lari(parts)}, the line says {_lari(whole)}: {_lari(gap.difference)}",
            file=sys.stderr,
        )


def _told(read: ReadBudget) -> dict[str, Any]:
    faults = [{"sheet": one.sheet, "row": one.row, "words": str(one.words)} for one in read.faults]
    gaps = [_gap(one) for one in read.gaps]
    holds = [{"classification": kind, "phase": phase} for kind, phase in read.holds()]
    return {"lines": len(read.lines), "holds": holds, "faults": faults, "gaps": gaps, "unit": read.unit}


def _gap(gap: Gap) -> dict[str, Any]:
    return {**vars(gap), "difference_tetri": gap.difference}


def _where(sheet: str, row: int) -> str:
    return "".join((f"{sheet}, " if sheet else "", f"row {row}: " if row else ""))


def _lari(tetri: int) -> str:
    return f"{'-' if tetri < 0 else ''}{abs(tetri) // 100}.{abs(tetri) % 100:02d}"
