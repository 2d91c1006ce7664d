"""How many papers a town spared its people, counted so that nobody can be recognised."""

from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import ExtractYear

from eroba.capabilities.registers.known_registers import known_registers
from eroba.capabilities.registers.models import LookUp, Outcome
from eroba.kernel.base.clock import today

#: Numbers of people below this are not published.
LEAST_SHOWN = 5


@dataclass(frozen=True)
class PaperCount:
    """How many papers of one register people did not have to bring in a year; nothing when too few to publish."""

    year: int
    register_code: str
    register: str
    paper: str
    count: int | None


def papers_fetched_this_year() -> int | None:
    """How many papers this town fetched this year; nothing when too few to publish. One question to the database.

    A register below five is left out, as on the page: the figure and the page must not tell it by their difference.
    """
    year = today().year
    return sum(one.count or 0 for one in papers_fetched() if one.year == year) or None


def papers_fetched() -> list[PaperCount]:
    """Papers this town fetched itself, by year and register, newest year first; small numbers are left out."""
    known = known_registers()
    rows = (
        LookUp.objects.filter(replies__outcome=Outcome.FOUND)
        .annotate(year=ExtractYear("asked_at"))
        .values("year", "register")
        .annotate(count=Count("id", distinct=True))
        .order_by("-year", "register")
    )
    return [
        PaperCount(
            row["year"],
            row["register"],
            str(known[row["register"]].title),
            str(known[row["register"]].paper),
            row["count"] if row["count"] >= LEAST_SHOWN else None,
        )
        for row in rows
        if row["register"] in known
    ]
