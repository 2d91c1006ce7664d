"""Opens the counters of the demonstration in a town, by the action a head would use; twice is once."""

import datetime as dt

from eroba.capabilities.services.actions import CounterSaid, save_counter
from eroba.capabilities.services.models import Counter
from eroba.capabilities.services.visiting.hours import Span, read_hours
from eroba.kernel.actions import system_actor

WEEK = tuple(read_hours("10:00-13:00, 14:00-17:30"))
SATURDAY = (Span(dt.time(10), dt.time(14)),)


def open_counters() -> None:
    """A reception at the town hall, and a community centre that also receives people on Saturdays. All invented."""
    if Counter.objects.exists():
        return
    by, days = system_actor("demonstration"), dict.fromkeys(range(5), WEEK)
    reception = CounterSaid(
        code="reception",
        kind="town_hall",
        name_ka="მერიის მისაღები",
        name_en="Town hall reception",
        slot_minutes=20,
        seats=2,
        hours=days,
        address_ka="ნიმუშის ქ. 1",
        address_en="1 Example St",
        ahead_days=21,
        is_open=True,
    )
    centre = CounterSaid(
        code="community-centre",
        kind="community_centre",
        name_ka="საზოგადოებრივი ცენტრი",
        name_en="Community centre",
        slot_minutes=30,
        seats=1,
        hours=days | {5: SATURDAY},
        address_ka="ნიმუშის ქ. 1",
        address_en="1 Example St",
        ahead_days=21,
        is_open=True,
    )
    for said in (reception, centre):
        save_counter(by, said=said)
