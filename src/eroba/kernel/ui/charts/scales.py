"""Axes: round steps that hold all values, and labels that keep out of each other's way."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

MOST_STEPS = 5


@dataclass(frozen=True)
class Axis:
    """A range of values with its round steps, laid over a length of the drawing."""

    low: Decimal
    high: Decimal
    step: Decimal
    start: float
    end: float

    def at(self, value: Decimal | int) -> float:
        """Where a value lies in the drawing."""
        share = float((Decimal(value) - self.low) / (self.high - self.low))
        return self.start + share * (self.end - self.start)

    @property
    def steps(self) -> list[Decimal]:
        """The values that get a line and words."""
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * place for place in range(count + 1)]


def axis_for(values: Sequence[Decimal], *, start: float, end: float) -> Axis:
    """The shortest axis in steps of 1, 2 or 5 that holds nought and all values."""
    low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    if low == high:
        high = low + 1
    step = _round_step((high - low) / MOST_STEPS)
    low = (low / step).to_integral_value(ROUND_FLOOR) * step
    high = (high / step).to_integral_value(ROUND_CEILING) * step
    return Axis(low, high, step, start, end)


def _round_step(rough: Decimal) -> Decimal:
    power = Decimal(1).scaleb(rough.adjusted())
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)


def every(count: int, widest: float, length: float) -> int:
    """How many labels to step over so that the rest has room beside each other."""
    most = max(1, int(length // max(widest, 1)))
    return max(1, -(-count // most))
