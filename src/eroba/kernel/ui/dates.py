"""Dates as people say them, in Georgian with its cases and in English.

Georgian needs three forms of each name: "მარტი" (the day itself), "მარტს" (on it), "მარტის" (through it).
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, override

from eroba.kernel.base.clock import TBILISI, today

MONTHS_KA = (
    ("იანვარი", "იანვარს", "იანვრის"),
    ("თებერვალი", "თებერვალს", "თებერვლის"),
    ("მარტი", "მარტს", "მარტის"),
    ("აპრილი", "აპრილს", "აპრილის"),
    ("მაისი", "მაისს", "მაისის"),
    ("ივნისი", "ივნისს", "ივნისის"),
    ("ივლისი", "ივლისს", "ივლისის"),
    ("აგვისტო", "აგვისტოს", "აგვისტოს"),
    ("სექტემბერი", "სექტემბერს", "სექტემბრის"),
    ("ოქტომბერი", "ოქტომბერს", "ოქტომბრის"),
    ("ნოემბერი", "ნოემბერს", "ნოემბრის"),
    ("დეკემბერი", "დეკემბერს", "დეკემბრის"),
)
WEEKDAYS_KA = (
    ("ორშაბათი", "ორშაბათს", "ორშაბათის"),
    ("სამშაბათი", "სამშაბათს", "სამშაბათის"),
    ("ოთხშაბათი", "ოთხშაბათს", "ოთხშაბათის"),
    ("ხუთშაბათი", "ხუთშაბათს", "ხუთშაბათის"),
    ("პარასკევი", "პარასკევს", "პარასკევის"),
    ("შაბათი", "შაბათს", "შაბათის"),
    ("კვირა", "კვირას", "კვირის"),
)
MONTHS_EN = ("January February March April May June July August September October November December").split()
WEEKDAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NAMED, ON, THROUGH = 0, 1, 2


def as_day(moment: date | datetime) -> date:
    """Take the day of a moment, in the town's own time."""
    if isinstance(moment, datetime):
        return moment.astimezone(TBILISI).date() if timezone.is_aware(moment) else moment.date()
    return moment


def _say(day: date, form: int, weekday: bool, *, year: bool = False) -> str:
    elsewhere = year or day.year != today().year
    if not (get_language() or "en").startswith("ka"):
        said = f"{day.day} {MONTHS_EN[day.month - 1]}" + (f" {day.year}" if elsewhere else "")
        return f"{WEEKDAYS_EN[day.weekday()]} {said}" if weekday else said
    said = f"{day.day} {MONTHS_KA[day.month - 1][form]}"
    if elsewhere:
        said = f"{day.year} წლის {said}"
    return f"{WEEKDAYS_KA[day.weekday()][form]}, {said}" if weekday else said


def for_machines(moment: date | datetime | None) -> str:
    """Write a day or a moment as programs read it in `<time datetime>`: to the second, with the zone."""
    if isinstance(moment, datetime):
        return timezone.localtime(moment).isoformat(timespec="seconds")
    return moment.isoformat() if moment else ""


def in_words(moment: date | datetime | None) -> str:
    """Say a day: "Thursday 12 March", "ხუთშაბათი, 12 მარტი"; the year only when it is another one."""
    return _say(as_day(moment), NAMED, weekday=True) if moment else ""


def day_and_month(moment: date | datetime | None) -> str:
    """Say a day without its weekday: "12 March", "12 მარტი"."""
    return _say(as_day(moment), NAMED, weekday=False) if moment else ""


def day_with_year(moment: date | datetime | None) -> str:
    """Say a day with its year, for what is read for years: "12 March 2026", "2026 წლის 12 მარტი"."""
    return _say(as_day(moment), NAMED, weekday=False, year=True) if moment else ""


def from_day_to_day(first: date | datetime, last: date | datetime) -> str:
    """Say a stretch of days, month and year once where one will do: "3–14 March 2026", "2026 წლის 3–14 მარტი"."""
    begins, ends = as_day(first), as_day(last)
    if begins == ends:
        return day_with_year(ends)
    if begins.year != ends.year:
        return f"{day_with_year(begins)} – {day_with_year(ends)}"
    is_georgian = (get_language() or "en").startswith("ka")
    months = [row[NAMED] for row in MONTHS_KA] if is_georgian else MONTHS_EN
    start = "" if begins.month == ends.month else f" {months[begins.month - 1]} "
    said = f"{begins.day}{start}–{' ' if start else ''}{ends.day} {months[ends.month - 1]}"
    return f"{ends.year} წლის {said}" if is_georgian else f"{said} {ends.year}"


def on_day(moment: date | datetime | None) -> str:
    """Say on which day something happened: "on Thursday 12 March", "ხუთშაბათს, 12 მარტს"."""
    return gettext("on %(day)s") % {"day": _say(as_day(moment), ON, weekday=True)} if moment else ""


def by_day(moment: date | datetime | None) -> str:
    """Say until when, that day included: "by Thursday 12 March", "ხუთშაბათის, 12 მარტის ჩათვლით"."""
    return gettext("by %(day)s") % {"day": _say(as_day(moment), THROUGH, weekday=True)} if moment else ""


def moment_in_words(moment: datetime | None) -> str:
    """Say a day with its time: "Thursday 12 March, 14:05"."""
    if not moment:
        return ""
    local = moment.astimezone(TBILISI) if timezone.is_aware(moment) else moment
    return f"{in_words(local.date())}, {local:%H:%M}"


def days_left(due_on: date | datetime | None, now_on: date | None = None) -> str:
    """Say how far a due day is: "8 days left", "today is the last day", "3 days late"."""
    if not due_on:
        return ""
    days = (as_day(due_on) - (now_on or today())).days
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days == 0:
        return gettext("today is the last day")
    if days == 1:
        return gettext("tomorrow is the last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def month_number(written: str) -> int | None:
    """Read a month written as a figure or as a word in either language, in any of its forms."""
    word = written.strip().lower()
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    for index in range(12):
        english = MONTHS_EN[index].lower()
        if word in MONTHS_KA[index] or (len(word) >= 3 and english.startswith(word)):
            return index + 1
    return None


def in_both_languages(day: date) -> tuple[str, str]:
    """Say a day in Georgian and in English, for papers that carry both."""
    with override("ka"):
        georgian = in_words(day)
    with override("en"):
        return georgian, in_words(day)
