"""Getting a town ready: the days on which its town hall is closed, beside the national calendar."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor
from eroba.kernel.clocks.actions import remove_calendar_day
from eroba.kernel.clocks.models import CalendarDay, ClockRule
from eroba.kernel.registry import OpeningStep


def calendar_steps() -> list[OpeningStep]:
    """The national calendar is there already; a town adds its own days and periods."""
    days, periods = CalendarDay.objects.count(), ClockRule.objects.count()
    done = [_("the public holidays of Georgia")]
    done += [format_lazy(_("{count} days of your own"), count=days)] if days else []
    done += [format_lazy(_("{count} periods of your own"), count=periods)] if periods else []
    advice = [] if days else [_("days on which your town hall is closed, such as the day of your town")]
    return [
        OpeningStep(
            code="calendar",
            title=_("Holidays and closures"),
            text=_("Deadlines are counted by them, day by day."),
            address="clocks:calendar",
            order=50,
            done=done,
            advice=advice,
            undo=_remove_days if days else None,
        )
    ]


def _remove_days(by: Actor) -> None:
    for entry in CalendarDay.objects.all():
        remove_calendar_day(by, entry=entry)
