"""How far an indicator has come from where it began to where it should be. Pure: no database, no page."""

from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices

WHOLE_WAY = 100


class Reached(TextChoices):
    """How an actual figure stands to the target."""

    YES = "yes", _("reached")
    NEARLY = "nearly", _("within the tolerance")
    ON_THE_WAY = "on_the_way", _("on the way")
    NOT_MOVED = "not_moved", _("not moved yet")
    WORSE = "worse", _("worse than at the beginning")
    OFF = "off", _("off the target")


def reached(baseline: Decimal, target: Decimal, tolerance_percent: Decimal, actual: Decimal) -> Reached:
    """Whether a figure reached its target, came near enough, or how it moved from where it began.

    A target below the beginning is reached from above. One that equals it is to be kept, neither more nor less.
    """
    short = (target - actual) * _direction(baseline, target)
    if target == baseline:
        short = abs(actual - target)
    if short <= 0:
        return Reached.YES
    if short <= abs(target) * tolerance_percent / WHOLE_WAY:
        return Reached.NEARLY
    if target == baseline:
        return Reached.OFF
    moved = (actual - baseline) * _direction(baseline, target)
    if moved > 0:
        return Reached.ON_THE_WAY
    return Reached.NOT_MOVED if moved == 0 else Reached.WORSE


def way_percent(baseline: Decimal, target: Decimal, actual: Decimal) -> int:
    """Which part of the way lies behind, in whole per cent; never rounded up, so that 100 means there."""
    if target == baseline:
        return 0
    return int(((actual - baseline) * WHOLE_WAY / (target - baseline)).to_integral_value(ROUND_DOWN))


def _direction(baseline: Decimal, target: Decimal) -> int:
    return 1 if target >= baseline else -1
