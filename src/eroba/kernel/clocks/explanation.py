"""Puts a count into words: one sentence for each day, one for a period, in the active language.

The dates themselves are written by the pages; the counting is done in counting.py.
"""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, override

from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.counting import Count, CountedDay, DayKind, Period, Unit

__all__ = ["in_both", "period_in_words", "sentence", "sentence_for_public", "summary"]


def in_both(words: Promise) -> Name:
    """Say our own words in both languages, where they are kept for readers of either."""
    with override("ka"):
        georgian = str(words)
    with override("en"):
        return Name(georgian, str(words))


def sentence(day: CountedDay) -> str:
    """Say why this day was counted or not, with the reason the clock was stopped for."""
    if day.why.kind is DayKind.STOPPED and day.why.pause:
        reason = day.why.pause.reason.in_language(get_language() or "ka")
        return gettext("Not counted: the clock stood (%(reason)s)") % {"reason": reason}
    return sentence_for_public(day)


def sentence_for_public(day: CountedDay) -> str:
    """Say why this day was counted or not, without what a clerk wrote about the case."""
    if day.counted:
        return _counted(day)
    words = {
        DayKind.EVENT: gettext("The day it began; counting starts on the next day"),
        DayKind.WEEKEND: gettext("Not counted: weekend (%(name)s)"),
        DayKind.HOLIDAY: gettext("Not counted: public holiday (%(name)s)"),
        DayKind.CLOSURE: gettext("Not counted: the town hall is closed (%(name)s)"),
        DayKind.STOPPED: gettext("Not counted: the clock stood"),
        DayKind.MOVED_HERE: gettext("The deadline: the next working day"),
    }[day.why.kind]
    return words % {"name": _name(day)}


def _counted(day: CountedDay) -> str:
    if not day.why.is_last:
        words = (
            gettext("Day %(number)d, of the extension")
            if day.why.kind is DayKind.EXTENSION
            else gettext("Day %(number)d")
        )
    elif day.why.off:
        words = gettext("Day %(number)d, the last; not a working day (%(name)s), so the deadline moves")
    else:
        words = gettext("Day %(number)d, the last: the deadline")
    return words % {"number": day.number, "name": _name(day)}


def _name(day: CountedDay) -> str:
    return day.why.off.name.in_language(get_language() or "ka") if day.why.off else ""


def period_in_words(period: Period) -> str:
    """Write a period as the law does: 1 month, 15 calendar days, 10 working days."""
    words = {
        Unit.CALENDAR_DAYS: ngettext("%(length)d calendar day", "%(length)d calendar days", period.length),
        Unit.WORKING_DAYS: ngettext("%(length)d working day", "%(length)d working days", period.length),
        Unit.MONTHS: ngettext("%(length)d month", "%(length)d months", period.length),
    }[period.unit]
    return words % {"length": period.length}


def summary(count: Count) -> str:
    """Sum a count up in one line: how many days were counted, how long the clock stood, whether it moved."""
    counted = ngettext("%(days)d day counted", "%(days)d days counted", count.counted_days)
    parts = [counted % {"days": count.counted_days}]
    if count.stopped_days:
        stood = ngettext("the clock stood %(days)d day", "the clock stood %(days)d days", count.stopped_days)
        parts.append(stood % {"days": count.stopped_days})
    if count.is_moved:
        parts.append(gettext("moved to the next working day"))
    if count.is_forecast:
        parts.append(gettext("if the clock resumes today"))
    return "; ".join(parts)
