"""What stands behind the addresses of periods and the calendar, for the walk through two towns."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from eroba.kernel.base.clock import today
from eroba.kernel.clocks.actions import set_calendar_day, set_clock_rule
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.models import CalendarDay
from eroba.kernel.clocks.periods import Period, Unit
from tests.towns.hall import TownHall


def furnish(hall: TownHall) -> Mapping[str, Mapping[str, Any]]:
    """A period that is to be in force, and a day on which the town hall is closed."""
    head = hall.actor(hall.head)
    # a code of the town's own: below the other town there is nothing of this name
    code = f"local.{hall.town.slug}"
    rule = set_clock_rule(
        head,
        code=code,
        period=Period(10, Unit.WORKING_DAYS),
        law=Name(hall.mark, hall.mark),
        valid_from=today() + dt.timedelta(days=30),
    )
    day = set_calendar_day(
        head,
        on=today() + dt.timedelta(days=40),
        kind=CalendarDay.Kind.CLOSURE,
        name=Name(hall.mark, hall.mark),
        basis="12",
    )
    return {
        "clocks:rule": {"code": code},
        "clocks:set_rule": {"code": code},
        "clocks:withdraw_rule": {"code": code, "key": rule.pk},
        "clocks:change_day": {"key": day.pk},
        "clocks:remove_day": {"key": day.pk},
    }
