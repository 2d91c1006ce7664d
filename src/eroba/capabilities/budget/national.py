"""Real figures of several municipalities, carried with the product so that a town can be compared."""

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget.reading.found import ECONOMIC, FUNCTIONAL

FOLDER = Path(__file__).parent / "seed"
ALL = "all"
SOURCE_KA = "საქართველოს ფინანსთა სამინისტრო: მუნიციპალიტეტების ბიუჯეტების შესრულება (geodata.ge-ს მიხედვით)"
SOURCE_EN = "Ministry of Finance of Georgia: execution of municipal budgets (as collected by geodata.ge)"
SOURCE = _("Ministry of Finance of Georgia: execution of municipal budgets (as collected by geodata.ge)")
_FILES = {FUNCTIONAL: "functions", ECONOMIC: "economic"}


@dataclass(frozen=True)
class Spent:
    """What one municipality spent in a year, in tetri by code; `all` stands for all municipalities together."""

    year: int
    town: str
    by_code: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of it, in tetri."""
        return sum(self.by_code.values())


@cache
def spent(classification: str) -> Sequence[Spent]:
    """Every row of one classification."""
    with (FOLDER / f"{_FILES[classification]}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_row(row) for row in csv.DictReader(file))


def spent_by(town: str, classification: str) -> Sequence[Spent]:
    """The rows of one municipality."""
    return [one for one in spent(classification) if one.town == town]


def day_of(year: int) -> dt.date:
    """The day a year's figures are of: its last."""
    return dt.date(year, 12, 31)


def _row(row: Mapping[str, str]) -> Spent:
    codes = {code: int(Decimal(lari) * 100) for code, lari in row.items() if code[:1].isdigit()}
    return Spent(int(row["year"]), row["municipality"], codes)
