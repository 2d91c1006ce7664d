"""Law as data: how long something may take, in which days, on which basis, and whether that was checked.

The national periods are read from seed/law.yaml; what a town sets for itself is in the table of ClockRule.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Self

import yaml

from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.periods import CountingError, Period, Unit

SEED = Path(__file__).parent / "seed" / "law.yaml"


class Duty(Enum):
    """Who has to act before the deadline; only an authority can be late, anybody else lets a chance pass."""

    AUTHORITY = "authority"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One legal period. A service writes its own with a code such as `one-off-social-assistance.decision`.

    `cap_days` is the longest the clock may stand in total; `extension` the longest extension (None: there is
    none); `is_minimum` says that the town may give more time but not less; `warn_days` before the due date
    the deadline counts as near.
    """

    code: str
    title: Name
    period: Period
    basis: Name
    duty: Duty = Duty.AUTHORITY
    cap_days: int | None = None
    extension: Period | None = None
    is_minimum: bool = False
    valid_from: date | None = None
    verified: bool = False
    source: str = ""
    warn_days: int = 3

    def lasting(self, period: Period) -> Self:
        """The same rule with the time somebody was given; refuses less than the law's minimum."""
        if not self.is_minimum or period.unit is not self.period.unit or period.length < self.period.length:
            raise CountingError(f"{self.code} cannot last {period.length} {period.unit.value}.")
        return replace(self, period=period)


@cache
def national_rules() -> dict[str, Rule]:
    """The periods of national law, by code."""
    entries = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    return {entry["code"]: _rule(entry) for entry in entries}


def _rule(entry: dict[str, Any]) -> Rule:
    extension = entry.get("extension")
    return Rule(
        code=entry["code"],
        title=Name(**entry["title"]),
        period=_period(entry),
        basis=Name(**entry["basis"]),
        duty=Duty(entry["duty"]),
        cap_days=entry.get("cap_days"),
        extension=_period(extension) if extension else None,
        is_minimum=entry.get("is_minimum", False),
        valid_from=entry["valid_from"],
        verified=entry["verified"],
        source=entry["source"],
        warn_days=entry["warn_days"],
    )


def _period(entry: dict[str, Any]) -> Period:
    return Period(entry["length"], Unit(entry["unit"]))
