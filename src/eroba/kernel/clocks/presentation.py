"""A clock as a page shows it: small, frozen, in words of the active language. How it looks is left to ui."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext, ngettext

from eroba.kernel.clocks.calendars import Calendar
from eroba.kernel.clocks.counting import Count, CountedDay
from eroba.kernel.clocks.explanation import period_in_words, sentence, sentence_for_public, summary
from eroba.kernel.clocks.law import Duty
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import count_of

State = Clock.State


@dataclass(frozen=True, slots=True)
class FaceDay:
    """One line of the list of counted days."""

    on: date
    is_counted: bool
    number: int | None
    sentence: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class ClockFace:
    """Everything a page needs to show a clock.

    `mood` is good, calm, attention, late or stopped; `left` says in words how much time there is;
    `gone_share` is the counted part of the period, 0 to 1; `due_on` is a forecast when `is_forecast`.
    """

    title: str
    basis: str
    is_verified: bool
    state: str
    mood: str
    period: str
    event_on: date
    due_on: date
    met_on: date | None
    is_forecast: bool
    days_left: int
    left: str
    gone_share: float
    summary: str
    extension_reason: str
    days: tuple[FaceDay, ...]


def present(clock: Clock, today: date, *, calendar: Calendar | None = None) -> ClockFace:
    """Show a clock to the parties and the staff, with the reasons it was stopped or extended for."""
    return _face(clock, today, calendar, sentence, clock.extension_reason)


def present_to_public(clock: Clock, today: date, *, calendar: Calendar | None = None) -> ClockFace:
    """Show a clock to everybody, without what a clerk wrote about the case."""
    return _face(clock, today, calendar, sentence_for_public, "")


def _face(
    clock: Clock,
    today: date,
    calendar: Calendar | None,
    say: Callable[[CountedDay], str],
    extension_reason: str,
) -> ClockFace:
    counted = count_of(clock, today=today, calendar=calendar)
    language = get_language() or "ka"
    return ClockFace(
        title=clock.title.in_language(language),
        basis=clock.basis.in_language(language),
        is_verified=clock.is_verified,
        state=clock.state,
        mood=_mood(clock, counted, today),
        period=period_in_words(clock.period),
        event_on=clock.event_on,
        due_on=counted.due_on,
        met_on=clock.met_on,
        is_forecast=counted.is_forecast,
        days_left=counted.days_left(clock.met_on or today),
        left=_left(clock, counted, today),
        gone_share=_gone_share(counted, clock.met_on or today),
        summary=summary(counted),
        extension_reason=extension_reason,
        days=tuple(
            FaceDay(day.on, day.counted, day.number, say(day), day.on == today) for day in counted.days
        ),
    )


def _mood(clock: Clock, counted: Count, today: date) -> str:
    if counted.days_left(clock.met_on or today) < 0:
        return "late" if clock.duty == Duty.AUTHORITY.value else "stopped"
    if clock.state == State.MET:
        return "good"
    if clock.state == State.PAUSED:
        return "stopped"
    return "attention" if counted.days_left(today) <= clock.warn_days else "calm"


def _left(clock: Clock, counted: Count, today: date) -> str:
    days = counted.days_left(clock.met_on or today)
    if clock.state == State.MET and days >= 0:
        return gettext("Done in time")
    if clock.state == State.MET:
        return ngettext("Done %(days)d day late", "Done %(days)d days late", -days) % {"days": -days}
    if days < 0 and clock.duty == Duty.APPLICANT.value:
        return gettext("The time is over")
    if days < 0:
        return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
    if clock.state == State.PAUSED:
        return gettext("The deadline is stopped")
    if days == 0:
        return gettext("Today is the last day")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def _gone_share(counted: Count, day: date) -> float:
    gone = sum(each.counted and each.on <= day for each in counted.days)
    return gone / counted.counted_days
