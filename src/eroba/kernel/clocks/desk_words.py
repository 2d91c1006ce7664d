"""Periods, days and their changes as tables, answers and moments for the desk."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eroba.kernel.base.clock import today
from eroba.kernel.clocks.calendars import GEORGIA, WEEKDAY_NAMES, georgian_holidays
from eroba.kernel.clocks.explanation import period_in_words
from eroba.kernel.clocks.known import Change, KnownRule
from eroba.kernel.clocks.law import Duty, Rule
from eroba.kernel.clocks.models import CalendarDay
from eroba.kernel.clocks.periods import Period, Unit
from eroba.kernel.clocks.queries import Move
from eroba.kernel.ui.components import Answer, Column, Mark, Moment, Row, Table
from eroba.kernel.ui.dates import day_and_month

MOST_MOVES = 20
SHAPES = {"closure": "attention", "holiday": "good", "worked": "progress"}


def _language() -> str:
    return get_language() or "ka"


def status_of(known: KnownRule) -> Mark:
    """Where a period is from, as a word with its shape."""
    if known.own:
        return Mark(_("set by the town"), "progress")
    return (
        Mark(_("as in national law"), "quiet")
        if known.proposed.source
        else Mark(_("as the service says"), "quiet")
    )


def _checked(rule: Rule) -> Mark:
    return Mark(_("compared with the law"), "good") if rule.verified else Mark(_("not checked"), "attention")


def table_of_rules(known: Iterable[KnownRule], href: Callable[[KnownRule], str]) -> Table:
    """Every period, a line for each."""
    columns = (
        Column(_("Deadline")),
        Column(_("Period"), whole=True),
        Column(_("Law or act")),
        Column(_("From")),
        Column(_("Checked")),
    )
    rows = [
        Row(
            (
                each.proposed.title.in_language(_language()),
                period_in_words(each.in_force.period),
                each.in_force.basis.in_language(_language()),
                status_of(each),
                _checked(each.in_force),
            ),
            href(each),
        )
        for each in known
    ]
    return Table(_("Legal periods"), columns, rows, keyboard=True, caption_hidden=True)


def answers_about(rule: Rule) -> list[Answer]:
    """What one wants to know about a period, as questions and answers."""
    answers = [
        Answer(_("Period"), period_in_words(rule.period)),
        Answer(_("Law or act"), rule.basis.in_language(_language())),
    ]
    if rule.valid_from:
        answers.append(Answer(_("In force from"), day_and_month(rule.valid_from)))
    answers.append(
        Answer(_("Compared with the text of the law"), _("yes") if rule.verified else _("not yet"))
    )
    whose = _("the town hall") if rule.duty is Duty.AUTHORITY else _("the applicant")
    answers.append(Answer(_("Who has to act"), whose))
    if rule.cap_days:
        longest = period_in_words(Period(rule.cap_days, Unit.CALENDAR_DAYS))
        answers.append(Answer(_("Longest stop in total"), longest))
    if rule.extension:
        answers.append(Answer(_("Longest extension"), period_in_words(rule.extension)))
    return answers


def table_of_days(year: int, own: Sequence[CalendarDay], href: Callable[[CalendarDay], str]) -> Table:
    """The days of a year that are holidays or differ here, by date."""
    set_here = {day.on: day for day in own}
    rows = []
    for on in sorted({*georgian_holidays(year), *set_here}):
        day = set_here.get(on)
        name = day.name if day else georgian_holidays(year)[on]
        words = f"{day_and_month(on)}, {WEEKDAY_NAMES[on.weekday()].in_language(_language())}"
        rows.append(
            Row(
                (words, name.in_language(_language()), _kind_of(day), day.basis if day else ""),
                href(day) if day else "",
            )
        )
    columns = (Column(_("Day")), Column(_("What")), Column(_("From")), Column(_("Act")))
    return Table(_("Calendar %(year)s") % {"year": year}, columns, rows, caption_hidden=True)


def _kind_of(day: CalendarDay | None) -> Mark:
    if day is None:
        return Mark(_("holiday of Georgia"), "quiet")
    return Mark(str(day.get_kind_display()), SHAPES[day.kind])


def table_of_moves(moves: Sequence[Move]) -> Table:
    """The first of the deadlines that would move, each with its day before and after."""
    columns = (
        Column(_("Matter"), whole=True),
        Column(_("Deadline")),
        Column(_("Last day until now")),
        Column(_("Last day then")),
    )
    rows = [
        Row(
            (
                move.clock.subject_number or "–",
                move.clock.title.in_language(_language()),
                day_and_month(move.before),
                day_and_month(move.after),
            )
        )
        for move in moves[:MOST_MOVES]
    ]
    return Table(_("Deadlines that move"), columns, rows)


def remarks_about(day: CalendarDay) -> list[str]:
    """What whoever sets a day should know first."""
    remarks = []
    if day.on < today():
        remarks.append(_("This day has passed. Deadlines that ended since are not touched."))
    off = GEORGIA.day_off(day.on)
    if off and day.kind != CalendarDay.Kind.WORKED:
        name = off.name.in_language(_language())
        remarks.append(_("This is no working day already: %(name)s.") % {"name": name})
    if off is None and day.kind == CalendarDay.Kind.WORKED:
        remarks.append(_("This is a working day already."))
    return remarks


def moments_of_rule(changes: Iterable[Change]) -> list[Moment]:
    """Who changed a period and how."""
    return [
        Moment(at=change.at, sentence=_rule_sentence(change), by=change.by, detail=_rule_before(change))
        for change in changes
    ]


def _rule_before(change: Change) -> str:
    if not (change.before and change.after):
        return ""
    return _("Before: %(before)s") % {"before": _rule_words(change.before)}


def _rule_sentence(change: Change) -> str:
    if not change.after:
        return _("Taken back: %(period)s") % {"period": _rule_words(change.before)}
    return _("Set: %(period)s") % {"period": _rule_words(change.after)}


def _rule_words(said: Mapping[str, object]) -> str:
    period = period_in_words(Period(int(str(said["length"])), Unit(said["unit"])))
    basis = said.get("basis_ka" if _language().startswith("ka") else "basis_en") or said.get("basis_ka", "")
    checked = _("compared with the law") if said.get("is_verified") else _("not checked")
    words = _("%(period)s from %(day)s, %(basis)s, %(checked)s")
    return words % {"period": period, "day": _day(said["valid_from"]), "basis": basis, "checked": checked}


def moments_of_calendar(changes: Iterable[Change]) -> list[Moment]:
    """Who changed the calendar and how."""
    return [Moment(at=change.at, sentence=_day_sentence(change), by=change.by) for change in changes]


def _day_sentence(change: Change) -> str:
    said = change.after if change.after.get("on") else change.before
    name = said.get("name_ka" if _language().startswith("ka") else "name_en") or said.get("name_ka", "")
    moved = change.after.get("moved")
    values = {
        "day": _day(said.get("on")),
        "kind": str(CalendarDay.Kind(str(said["kind"])).label),
        "name": name,
        "count": len(moved) if isinstance(moved, list) else 0,
    }
    if change.after.get("on"):
        return _("%(day)s: %(kind)s, %(name)s. Deadlines moved: %(count)s") % values
    return _("Removed: %(day)s, %(name)s. Deadlines moved: %(count)s") % values


def _day(said: object) -> str:
    return day_and_month(date.fromisoformat(str(said)))
