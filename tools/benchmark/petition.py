"""A storm of signatures over the real server, one process for each core, and the page that others read meanwhile."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tools.benchmark.measuring import Rate, rate_of, reader
from tools.benchmark.running import OURS, ROOT, run, say, serving

CLIENTS, READERS, SECONDS, PORT = 64, 4, 8.0, 8973
TOWN = "/ka/ozurgeti/"
TOLD = "from tools.benchmark.signing import told; print(told())"


@dataclass(frozen=True)
class Storm:
    """Signatures taken in alone and while the page is read, how often it was read, and whether all are there."""

    database: str
    alone: Rate
    beside: Rate
    read: Rate
    thanked: int
    kept: int

    def row(self) -> str:
        """One line of the table."""
        cells = (
            self.database,
            f"**{self.alone.per_second:,.0f}** of 300",
            f"**{self.alone.p99_ms:.0f}** of 500",
            f"**{self.read.per_second:,.0f}** of 1,000",
            f"{self.beside.per_second:,.0f}",
            f"{self.beside.p99_ms:.0f}",
            f"{self.thanked:,} / {self.kept:,}",
        )
        return "| " + " | ".join(cells) + " |"


def storm_of_signatures(database: str, url: str) -> Storm:
    """Sixty-four people fill in the form at a time; then again while four others read the page of the petition."""
    say(f"{database}: a storm of signatures")
    told = _told(url)
    application = "eroba.config.wsgi:application"
    with serving(OURS, application, url, PORT, workers=os.cpu_count() or 1, proxies=1) as address:
        alone, thanked = _signed(_signing(address, told["number"], 1))
        meanwhile = _signing(address, told["number"], 500_001)
        read = rate_of(reader(f"{address}{TOWN}petitions/{told['number']}/"), READERS, SECONDS)
        beside, thanked_too = _signed(meanwhile)
    kept = _told(url)["signatures"] - told["signatures"]
    return Storm(database, alone, beside, read, thanked + thanked_too, kept)


def _told(url: str) -> dict[str, Any]:
    """The petition of the measurement: its number and how many signatures it has."""
    said: dict[str, Any] = json.loads(run(OURS, url, "django", "shell", "--command", TOLD).splitlines()[-1])
    return said


def _signing(address: str, number: str, first: int) -> subprocess.Popen[str]:
    """People who begin to sign now, numbered from the first."""
    where = (f"{address}{TOWN}", number, str(CLIENTS), str(SECONDS), str(first))
    command = [sys.executable, "-m", "tools.benchmark.storm", *where]
    begun = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert begun.stdout is not None
    begun.stdout.readline()  # it says when it begins
    return begun


def _signed(signing: subprocess.Popen[str]) -> tuple[Rate, int]:
    told = json.loads(signing.communicate()[0])
    return Rate(**told["rate"]), told["thanked"]
