"""Writes the figures down: docs/benchmarks.md, with the command, the day and the class of machine."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.benchmark.desk import Listed
from tools.benchmark.forms import Figures
from tools.benchmark.journal import Checked
from tools.benchmark.measuring import Rate
from tools.benchmark.petition import Storm
from tools.benchmark.tally import Counted
from tools.benchmark.tally import table as table_of_tallies

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "benchmarks.md"
OPENING = """# Benchmarks

What Eroba costs over a bare Django: the same server, database and machine, in the same run. The share is what matters;
the rates are those of a small machine that also makes the load. Made by `make bench`{when}.

The bare insert is one row in one transaction; the bare page is a list of twenty rows with a join, through a template;
the bare kept page is the same from Django's cache in memory. Reading while others write is compared with reading alone.
"""


@dataclass(frozen=True)
class Comparison:
    """Something of ours beside the baseline, on one database."""

    what: str
    database: str
    clients: int
    ours: Rate
    bare: Rate

    @property
    def share(self) -> float:
        """Ours as a part of the baseline."""
        return self.ours.per_second / self.bare.per_second

    def row(self) -> str:
        """One line of the table."""
        ours, bare = self.ours, self.bare
        cells = (
            self.what,
            self.database,
            str(self.clients),
            f"{ours.per_second:,.0f}",
            f"{bare.per_second:,.0f}",
            f"**{self.share:.2f}**",
            f"{ours.median_ms:.1f} / {ours.p95_ms:.1f}",
        )
        return "| " + " | ".join(cells) + " |"


@dataclass(frozen=True)
class Journal:
    """A journal checked whole, on one database."""

    database: str
    checked: Checked

    def row(self) -> str:
        """One line of the table."""
        checked = self.checked
        cells = (
            self.database,
            f"{checked.count:,}",
            f"**{checked.seconds:.1f}**",
            f"{checked.one_more_ms:.0f}",
        )
        return "| " + " | ".join(cells) + " |"


@dataclass(frozen=True)
class Form:
    """A form of two hundred questions and the simulation of the slowest seed service, on one database."""

    database: str
    figures: Figures

    def row(self) -> str:
        """One line of the table."""
        figures = self.figures
        cells = (
            self.database,
            f"**{figures.save_ms:.0f}** of 100",
            f"**{figures.rules_ms:.1f}** of 10",
            f"**{figures.simulate_s:.1f}** of 10",
        )
        return "| " + " | ".join(cells) + " |"


@dataclass(frozen=True)
class Desk:
    """The desk's list in a town of many applications, on one database."""

    database: str
    listed: Listed

    def row(self) -> str:
        """One line of the table."""
        listed = self.listed
        cells = (
            self.database,
            f"{listed.cases:,}",
            f"{listed.open_cases:,}",
            f"**{listed.list_ms:.0f}** of 50",
            f"{listed.queries_before} / {listed.queries}",
        )
        return "| " + " | ".join(cells) + " |"


def write(
    comparisons: Sequence[Comparison],
    storms: Sequence[Storm],
    journals: Sequence[Journal],
    forms: Sequence[Form],
    desks: Sequence[Desk],
    tallies: Sequence[Counted],
) -> str:
    """Write the page and return its tables."""
    head = "| what | database | clients | ours, per second | bare | share | ours, ms: median / 95 % |"
    table = "\n".join([head, "|---|---|---|---|---|---|---|", *(one.row() for one in comparisons)])
    stormed = (
        "| database | signed by the form, 64 at a time, per second | 99 % within, ms "
        "| page read meanwhile, per second | signed meanwhile | 99 % within, ms | thanked for / kept |"
    )
    table = "\n".join([table, "", stormed, "|---|---|---|---|---|---|---|", *(one.row() for one in storms)])
    checked = "| database | entries of the journal | checked in seconds | one more chained in ms |"
    table = "\n".join([table, "", checked, "|---|---|---|---|", *(one.row() for one in journals)])
    asked = "| database | a page of 200 questions saved, ms | its rules, ms | slowest service simulated, s |"
    table = "\n".join([table, "", asked, "|---|---|---|---|", *(one.row() for one in forms)])
    shown = "| database | applications | open | a hundred by deadline, best of thirty, ms | statements before / after |"
    table = "\n".join([table, "", shown, "|---|---|---|---|---|", *(one.row() for one in desks)])
    table = "\n".join([table, "", table_of_tallies(tallies)])
    when = f" on {date.today():%-d %B %Y}, {os.cpu_count()} cores, Python {platform.python_version()}"
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(f"{OPENING.format(when=when)}\n{table}\n", encoding="utf-8")
    return table
