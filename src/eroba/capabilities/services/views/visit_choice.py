"""Choosing a time: places, then days, then times, each as a link that keeps the rest of the address."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from eroba.capabilities.services.models import Counter
from eroba.capabilities.services.queries.visits import OfferedDay, counters_for, offered_days
from eroba.kernel.base.clock import TBILISI

SOON_DAYS = 8


@dataclass(frozen=True)
class Way:
    """One thing to choose: its words, where the choice leads, and whether it is chosen."""

    words: str
    href: str
    is_chosen: bool
    note: str = ""


@dataclass(frozen=True)
class OfferedTime:
    """A time on a button: its words, and the moment it stands for."""

    words: str
    value: str
    seats_left: int


@dataclass(frozen=True)
class TimeChoice:
    """What is shown for choosing: places, the days of the chosen place, the times of the chosen day."""

    counters: list[Way]
    counter: Counter | None
    days: list[tuple[dt.date, Way]]
    closed: list[OfferedDay]
    on: dt.date | None
    times: list[OfferedTime]

    @property
    def soon_days(self) -> list[tuple[dt.date, Way]]:
        """The days most people look for."""
        return self.days[:SOON_DAYS]

    @property
    def later_days(self) -> list[tuple[dt.date, Way]]:
        """The days after them, folded away."""
        return self.days[SOON_DAYS:]

    @property
    def is_later(self) -> bool:
        """Whether the chosen day is among the later ones."""
        return any(way.is_chosen for _on, way in self.later_days)


def shown_choice(request: HttpRequest, service_code: str = "", proposed: str = "") -> TimeChoice:
    """Put together what can be chosen; the address says what was."""
    offered = counters_for(service_code)
    wanted = request.GET.get("counter") or proposed
    counter = next((one for one in offered if one.code == wanted), offered[0] if offered else None)
    days = offered_days(counter) if counter else []
    open_days = [day for day in days if day.free]
    chosen = next((day for day in open_days if day.on.isoformat() == request.GET.get("on")), None)
    day = chosen or (open_days[0] if open_days else None)
    return TimeChoice(
        counters=[_counter(request, one, counter) for one in offered],
        counter=counter,
        days=[(one.on, _day(request, one, day)) for one in open_days],
        closed=[one for one in days if one.closed_because],
        on=day.on if day else None,
        times=[
            OfferedTime(
                f"{one.starts_at.astimezone(TBILISI):%H:%M}", one.starts_at.isoformat(), one.seats_left
            )
            for one in (day.free if day else ())
        ],
    )


def _counter(request: HttpRequest, one: Counter, chosen: Counter | None) -> Way:
    is_chosen = chosen is not None and one.pk == chosen.pk
    return Way(one.name, _with(request, counter=one.code, on=""), is_chosen, one.address)


def _day(request: HttpRequest, one: OfferedDay, chosen: OfferedDay | None) -> Way:
    is_chosen = chosen is not None and one.on == chosen.on
    return Way(str(len(one.free)), _with(request, on=one.on.isoformat()), is_chosen)


def _with(request: HttpRequest, **changed: str) -> str:
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = value
        if not value:
            del query[name]
    return f"?{query.urlencode()}"
