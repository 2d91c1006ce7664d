"""Tells the story of the applications: every step by its own action, on its own day, in the order of time.

The clock is held at each moment, and what follows by itself (look-ups, letters, notices) is delivered before the
next step, so journal, deadlines and timelines are as they would have been.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eroba.capabilities.services.models import Case
from eroba.config.demo.applicants import apply_as
from eroba.config.demo.people import read_yaml
from eroba.config.demo.steps import STEPS, Telling
from eroba.kernel.base.clock import TBILISI, at
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope

# For each way: after how many days which step is taken. Days are counted from the sending.
_DECIDED = [(1, "accept"), (8, "establish"), (9, "propose"), (12, "approve")]
_TO_PAY = [(1, "accept"), (3, "establish"), (4, "propose"), (6, "approve")]
_ASKED = [(2, "ask_for_paper"), (9, "bring_paper")]
_BROUGHT = [*_ASKED, (10, "accept"), (17, "establish"), (18, "propose"), (19, "approve")]
_AGAIN = [(39, "uphold"), (45, "establish_again"), (46, "propose"), (48, "approve")]
WAYS: Mapping[str, list[tuple[int, str]]] = {
    "new": [],
    "waiting": [(2, "ask_for_paper")],
    "assessment": [(1, "accept")],
    "taken": [(1, "accept"), (2, "take")],
    "ready": [(1, "accept"), (2, "take"), (4, "establish")],
    "opinions_asked": [(1, "accept"), (2, "take"), (4, "ask_opinions")],
    "opinions_given": [
        (1, "accept"),
        (2, "take"),
        (3, "ask_opinions"),
        (5, "give_opinions"),
        (6, "establish"),
    ],
    "proposed": [(1, "accept"), (2, "take"), (14, "establish"), (15, "propose")],
    "proposed_quickly": [(1, "accept"), (2, "establish"), (3, "propose")],
    "decided": _DECIDED,
    "decided_quickly": [(1, "accept"), (2, "establish"), (3, "propose"), (6, "approve")],
    "decided_after_paper": _BROUGHT,
    "to_pay": _TO_PAY,
    "paid_at_counter": [*_TO_PAY, (8, "pay_at_counter")],
    "paid_online": [*_TO_PAY, (7, "pay_online")],
    "paid_too_little": [*_TO_PAY, (8, "pay_too_little")],
    "unexamined": [(2, "ask_for_paper"), (40, "leave_unexamined")],
    "withdrawn": [(3, "withdraw")],
    "appealed": [*_DECIDED, (27, "appeal")],
    "dismissed": [*_DECIDED, (30, "appeal"), (45, "dismiss")],
    "upheld": [*_DECIDED, (25, "appeal"), *_AGAIN],
    "merged": [(1, "merge")],
    "decided_long_ago": [*_DECIDED, (120, "put_away")],
    "unexamined_long_ago": [(2, "ask_for_paper"), (40, "leave_unexamined"), (160, "put_away")],
    "withdrawn_long_ago": [(3, "withdraw"), (120, "put_away")],
}
# The town hall's own steps; a slow case waits longer before each of its later ones.
_LATER = {"establish", "propose", "approve"}
FIRST_HOUR, MINUTES_APART, MINUTES_OF_SENDING = 10, 7, 330


@dataclass(frozen=True)
class Moment:
    """One step of one application, and when."""

    at: dt.datetime
    order: int
    town: Municipality
    telling: Telling
    step: str


def tell_stories(towns: list[Municipality], today: dt.date) -> int:
    """Tells every town's applications; a town that has any is left alone. Returns how many were told."""
    fresh = [town for town in towns if not _has_cases(town)]
    moments = sorted(_moments(fresh, today), key=lambda moment: (moment.at, moment.order))
    for moment in moments:
        with at(moment.at):
            with scope(moment.town):
                STEPS[moment.step](moment.telling)
            _deliver_all()
    return len({id(moment.telling) for moment in moments})


def _has_cases(town: Municipality) -> bool:
    with scope(town):
        return Case.objects.exists()


def _deliver_all() -> None:
    while deliver_due():
        pass


def _moments(towns: list[Municipality], today: dt.date) -> list[Moment]:
    story = read_yaml("story")
    found = []
    for town in towns:
        for number, row in enumerate(story.get(town.slug, ())):
            telling = Telling(row, town.slug, apply_as)
            for order, (day, step) in enumerate(_days(row, today)):
                minutes = number * MINUTES_APART % MINUTES_OF_SENDING + order * MINUTES_APART
                found.append(Moment(_at_work(day, minutes), order, town, telling, step))
    return found


def _days(row: Mapping[str, Any], today: dt.date) -> list[tuple[dt.date, str]]:
    """Each step with its day."""
    sent_on = today - dt.timedelta(days=row["days_ago"])
    slow = row.get("slow", 0)
    steps = [(0, "send"), *WAYS[row["way"]]]
    days = [sent_on + dt.timedelta(days=after + (slow if step in _LATER else 0)) for after, step in steps]
    return [(min(_working_day(day), today), step) for day, (_after, step) in zip(days, steps, strict=True)]


def _working_day(day: dt.date) -> dt.date:
    """Saturdays and Sundays move on to Monday."""
    return day + dt.timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


def _at_work(day: dt.date, minutes: int) -> dt.datetime:
    """A minute of the day, never one that has not come yet."""
    moment = dt.datetime.combine(day, dt.time(FIRST_HOUR), TBILISI) + dt.timedelta(minutes=minutes)
    return min(moment, dt.datetime.now(TBILISI) - dt.timedelta(minutes=1))
