"""Puts a visit into words, and into a file for calendars."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.timezone import localtime
from icalendar import Calendar, Event

from eroba.capabilities.services.models import Visit
from eroba.capabilities.services.visit_facts import in_words
from eroba.kernel.base.clock import now

STATE_KINDS = {
    Visit.State.BOOKED: "open",
    Visit.State.CAME: "good",
    Visit.State.MISSED: "late",
    Visit.State.CANCELLED: "quiet",
}


@dataclass(frozen=True)
class ShownVisit:
    """A visit in words."""

    number: str
    place: str
    address: str
    when: str
    hours: str
    what_for: str
    state: str | Promise
    kind: str
    is_ahead: bool


def shown_visit(visit: Visit) -> ShownVisit:
    """Put a visit into words."""
    return ShownVisit(
        number=visit.matter.number,
        place=visit.counter.name,
        address=visit.counter.address,
        when=in_words(visit.starts_at),
        hours=f"{localtime(visit.starts_at):%H:%M}-{localtime(visit.ends_at):%H:%M}",
        what_for=visit.service.title if visit.service else "",
        state=Visit.State(visit.state).label,
        kind=STATE_KINDS[Visit.State(visit.state)],
        is_ahead=visit.state == Visit.State.BOOKED and visit.starts_at > now(),
    )


def calendar_file(visit: Visit, address: str) -> bytes:
    """A visit as a calendar entry; each change counts on, so that calendars replace the older one."""
    shown = shown_visit(visit)
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Eroba//Visits//EN")
    calendar.add("version", "2.0")
    is_cancelled = visit.state == Visit.State.CANCELLED
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    event.add("uid", f"{visit.pk}@visits.eroba")
    event.add("sequence", visit.change_count)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("summary", f"{shown.place}: {shown.what_for or shown.number}")
    event.add("dtstart", visit.starts_at.astimezone(dt.UTC))
    event.add("dtend", visit.ends_at.astimezone(dt.UTC))
    event.add("dtstamp", visit.changed_at.astimezone(dt.UTC).replace(microsecond=0))
    event.add("location", ", ".join(part for part in (shown.place, shown.address) if part))
    event.add("url", address)
    calendar.add_component(event)
    return calendar.to_ical()
