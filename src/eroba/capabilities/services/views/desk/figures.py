"""The numbers of a day at the desk, each leading to the applications it counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from eroba.capabilities.services.queries.inbox import MyDay
from eroba.capabilities.services.views.desk.addresses import desk_address


@dataclass(frozen=True)
class DayFigure:
    """A number of the day, and the list behind it."""

    value: int
    words: str
    href: str
    kind: str


def day_figures(request: HttpRequest, day: MyDay, whose: str, approval: Sequence[str]) -> list[DayFigure]:
    """Give each number of the day with the list behind it; `whose` narrows those lists as it did the numbers."""
    only = {"whose": whose} if whose else {}

    def lead(**filters: str) -> str:
        query = QueryDict(mutable=True)
        query.update(only | filters)
        return f"{desk_address(request, 'inbox')}?{query.urlencode()}"

    return [
        DayFigure(day.late, _("late"), lead(due="late"), "late" if day.late else "good"),
        DayFigure(
            day.due_today, _("due today"), lead(due="today"), "attention" if day.due_today else "quiet"
        ),
        DayFigure(day.due_this_week, _("due in the next 7 days"), lead(due="week"), "open"),
        DayFigure(
            day.to_approve, _("waiting for approval"), lead(stage=approval[0] if approval else ""), "progress"
        ),
        DayFigure(day.for_applicants, _("waiting for applicants"), lead(state="applicant"), "paused"),
    ]
