"""`eroba verify journal`: recomputes the chain and the signed heads over the journal of each town. Changes nothing."""

import argparse
import json
import sys
from dataclasses import asdict, dataclass

from eroba.kernel.audit.chain import Flaw, LastLink
from eroba.kernel.audit.head_check import head_flaws
from eroba.kernel.audit.sealer import journal_flaws, last_link, unchained_count
from eroba.kernel.base.errors import NotFound
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

WHOLE, NOT_WHOLE, CANNOT_CHECK = 0, 1, 2
EXAMPLE = "eroba verify journal --municipality ozurgeti --format json"


@dataclass(frozen=True)
class TownReport:
    """What was found in the journal of one town."""

    municipality: str
    flaws: list[Flaw]
    chained_count: int
    unchained_count: int
    last_link: str
    """The last link as `place:hash`; noted down elsewhere, it proves later that nothing was cut off."""

    @property
    def is_whole(self) -> bool:
        """Whether everything chained is as it was written."""
        return not self.flaws


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which town, how to say it, and what was noted down earlier."""
    parser.add_argument("--municipality", metavar="SLUG", help="only this town (default: all with a journal)")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to say what was found"
    )
    parser.add_argument(
        "--noted",
        metavar="PLACE:HASH",
        help="a last link noted down earlier; it must still stand in the chain (needs --municipality)",
    )


def run(options: argparse.Namespace) -> int:
    """Says for each town whether its journal is whole; 0 only when all are, 2 when it could not be checked."""
    try:
        noted = LastLink.read(options.noted) if options.noted else None
    except ValueError:
        print("eroba verify journal: --noted looks like 1234:<64 hexadecimal digits>", file=sys.stderr)
        return CANNOT_CHECK
    if noted and not options.municipality:
        print("eroba verify journal: --noted needs --municipality", file=sys.stderr)
        return CANNOT_CHECK
    reports = [_report(town, noted) for town in _towns(options.municipality)]
    if not options.municipality:
        reports = [
            report for report in reports if report.chained_count or report.unchained_count or report.flaws
        ]
    print(_as_json(reports) if options.format == "json" else _as_text(reports))
    return WHOLE if all(report.is_whole for report in reports) else NOT_WHOLE


def _towns(slug: str | None) -> list[Municipality]:
    towns = Municipality.objects.order_by("slug")
    if slug is None:
        return list(towns)
    town = towns.filter(slug=slug).first()
    if town is None:
        raise NotFound(f"there is no municipality {slug!r}")
    return [town]


def _report(town: Municipality, noted: LastLink | None) -> TownReport:
    with scope(town):
        last = last_link()
        return TownReport(
            municipality=town.slug,
            flaws=[*journal_flaws(noted=noted), *head_flaws()],
            chained_count=last.sequence,
            unchained_count=unchained_count(),
            last_link=str(last),
        )


def _as_json(reports: list[TownReport]) -> str:
    told = [{**asdict(report), "is_whole": report.is_whole} for report in reports]
    return json.dumps({"is_whole": all(r.is_whole for r in reports), "municipalities": told}, indent=2)


def _as_text(reports: list[TownReport]) -> str:
    lines = []
    for report in reports:
        if report.is_whole:
            waiting = (
                f"; {report.unchained_count} newer ones wait to be chained" if report.unchained_count else ""
            )
            lines.append(f"{report.municipality}: WHOLE, {report.chained_count} chained entries{waiting}")
            lines.append(f"  last link: {report.last_link}")
        else:
            lines.append(f"{report.municipality}: NOT WHOLE")
            lines += [f"  place {flaw.sequence}: {flaw.problem}" for flaw in report.flaws]
    return "\n".join(lines) or "No town has a journal yet."
