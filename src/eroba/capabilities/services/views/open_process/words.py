"""Figures and periods in words: what a number is, why one is not there, when it was, and which days are counted."""

import math
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.open_process.cells import (
    APPEAL_ENDINGS,
    APPEALED,
    APPEALS_DECIDED,
    DECIDED,
    ENDINGS,
    RECEIVED,
    TIMELINESS,
)
from eroba.capabilities.services.open_process.durations import HALF_OF_THEM, NINE_IN_TEN
from eroba.capabilities.services.open_process.figure import Figure
from eroba.capabilities.services.open_process.periods import HALF, MONTH, first_day_of, kind_of
from eroba.capabilities.services.queries.open_process import Share
from eroba.kernel.clocks.periods import Unit
from eroba.kernel.ui.dates import MONTHS_EN, MONTHS_KA
from eroba.kernel.ui.numbers import number

MEASURES: Mapping[str, str | Promise] = {
    RECEIVED: gettext_lazy("Applications received"),
    DECIDED: gettext_lazy("Decisions made"),
    HALF_OF_THEM: gettext_lazy("Days half of them needed at most"),
    NINE_IN_TEN: gettext_lazy("Days nine in ten needed at most"),
    TIMELINESS[0]: gettext_lazy("Decided in time"),
    TIMELINESS[1]: gettext_lazy("Decided late"),
    TIMELINESS[2]: gettext_lazy("Without a deadline"),
    ENDINGS[0]: gettext_lazy("Granted or moved on"),
    ENDINGS[1]: gettext_lazy("Refused"),
    ENDINGS[2]: gettext_lazy("Left unexamined"),
    APPEALED: gettext_lazy("Appeals lodged"),
    APPEALS_DECIDED: gettext_lazy("Appeals decided"),
    APPEAL_ENDINGS[0]: gettext_lazy("Appeals upheld"),
    APPEAL_ENDINGS[1]: gettext_lazy("Appeals dismissed"),
}


def said(figure: Figure | None) -> str:
    """A figure as a cell of a table shows it; a place without one is nought, for the period is over."""
    if figure is None:
        return number(0)
    if figure.value is not None:
        return number(figure.value)
    return _("under 5") if figure.is_small else _("held back")


def share_in_words(share: Share | None) -> str:
    """A share as people say it: "96%", or "at least 88%" where the rest is too small to be told."""
    if share is None:
        return _("held back")
    least, most = math.floor(share.least * 100), math.ceil(share.most * 100)
    if share.least == share.most:
        return f"{round(share.least * 100)}%"
    return (
        _("at least %(share)s%%") % {"share": least}
        if least >= 50
        else _("at most %(share)s%%") % {"share": most}
    )


def period_in_words(period: str) -> str:
    """ "March 2026", "first half of 2026", "2026", "November 2025 to October 2026"."""
    if "/" in period:
        first, last = period.split("/")
        return _("%(first)s to %(last)s") % {"first": _month(first), "last": _month(last)}
    if kind_of(period) == MONTH:
        return _month(period)
    if kind_of(period) == HALF:
        words = _("first half of %(year)s") if period.endswith("H1") else _("second half of %(year)s")
        return words % {"year": period[:4]}
    return period


def days_in_words(days: int | None) -> str:
    """So many days, or a dash where nothing may be said."""
    return "–" if days is None else ngettext("%(days)s day", "%(days)s days", days) % {"days": number(days)}


def unit_of(said_by: ServiceDefinition) -> str:
    """The unit in which the deadline of a service's decision is counted."""
    clock = said_by.clock("decision")
    return clock.unit if clock else Unit.CALENDAR_DAYS.value


def how_days_count(unit: str) -> str:
    """Which days are counted, as a sentence."""
    if unit == Unit.WORKING_DAYS.value:
        return _("Days are working days, as the law counts the time for this decision.")
    return _("Days are calendar days, as the law counts the time for this decision.")


def through_in_words(month: str) -> str:
    """Until the end of which month, as it stands in a sentence."""
    first = first_day_of(month)
    if get_language() == "en":
        return _month(month)
    return f"{first.year} წლის {MONTHS_KA[first.month - 1][2]}"


def _month(month: str) -> str:
    first = first_day_of(month)
    if get_language() == "en":
        return f"{MONTHS_EN[first.month - 1]} {first.year}"
    return f"{first.year} წლის {MONTHS_KA[first.month - 1][0]}"


def short_month(month: str) -> str:
    """A month as short as an axis needs it: "3.2026"."""
    return f"{int(month[5:])}.{month[:4]}"


def short_half(half: str) -> str:
    """A half-year as short as a column needs it: "1–6.2026"."""
    return f"{'1–6' if half.endswith('H1') else '7–12'}.{half[:4]}"
