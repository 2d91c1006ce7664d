"""The standard cost model: what one request costs resident and town hall, step by step, and what a year of them costs.

Exact numbers, no Django: a step is minutes times an hourly rate, plus fees and travel, times how often it happens.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

RESIDENT, TOWN = "resident", "town"
MONTHS_A_YEAR = 12
_TETRI, _HOUR, _WHOLE = Decimal("0.01"), Decimal(60), Decimal(100)


@dataclass(frozen=True, slots=True)
class CostStep:
    """One step of one side: how long it takes, what an hour is worth, what is paid, in how many of a hundred."""

    side: str
    minutes: Decimal
    hourly_rate: Decimal
    paid: Decimal = Decimal(0)
    share_percent: Decimal = _WHOLE

    @property
    def expected_minutes(self) -> Decimal:
        """The minutes of an average request."""
        return self.minutes * self.share_percent / _WHOLE

    @property
    def cost(self) -> Decimal:
        """The money of an average request, not rounded."""
        return (self.minutes / _HOUR * self.hourly_rate + self.paid) * self.share_percent / _WHOLE


@dataclass(frozen=True, slots=True)
class RequestCost:
    """What one request takes, by side."""

    resident_minutes: Decimal
    town_minutes: Decimal
    resident: Decimal
    town: Decimal

    @property
    def whole(self) -> Decimal:
        """Both sides together."""
        return self.resident + self.town


def cost_of(steps: Iterable[CostStep]) -> RequestCost:
    """Add up the steps of one request; money is rounded once, at the end, to the tetri."""
    minutes, money = dict.fromkeys((RESIDENT, TOWN), Decimal(0)), dict.fromkeys((RESIDENT, TOWN), Decimal(0))
    for step in steps:
        minutes[step.side] += step.expected_minutes
        money[step.side] += step.cost
    return RequestCost(minutes[RESIDENT], minutes[TOWN], _rounded(money[RESIDENT]), _rounded(money[TOWN]))


def requests_a_year(counts: Iterable[int]) -> int | None:
    """How many requests a year brings, from the months that were counted; nothing when none was."""
    listed = list(counts)
    if not listed:
        return None
    return int((Decimal(sum(listed)) * MONTHS_A_YEAR / len(listed)).quantize(Decimal(1), ROUND_HALF_UP))


def saved_a_year(before: RequestCost, after: RequestCost, requests: int) -> Decimal:
    """What a year saves on both sides together; below nothing when the new way costs more."""
    return (before.whole - after.whole) * requests


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_TETRI, ROUND_HALF_UP)
