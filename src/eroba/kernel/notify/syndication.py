"""Feeds and calendars as bytes: Atom (RFC 4287) and iCalendar (RFC 5545). What stands in them was decided before.

Nothing here asks what time it is: the same content is the same bytes, so that readers are told "nothing new".
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.feedgenerator import Atom1Feed
from icalendar import Calendar, Event

from eroba.kernel.base.clock import TBILISI
from eroba.kernel.registry import Day, FeedEntry
from eroba.kernel.tenancy.models import Municipality

ATOM, ICALENDAR = "application/atom+xml", "text/calendar"
Absolute = Callable[[str], str]
"""Makes a whole address out of a path."""


@dataclass(frozen=True)
class FeedHead:
    """What a feed says about itself; its id is made of the town and its name, and outlives every address."""

    town: Municipality
    name: str
    title: str
    language: str
    page: str
    address: str

    @property
    def id(self) -> str:
        """The feed's own id."""
        return uuid.uuid5(self.town.pk, f"feeds/{self.name}/{self.language}").urn


class _Feed(Atom1Feed):
    """Django says "now" for a feed without entries; ours says when it was really changed."""

    def latest_post_date(self) -> dt.datetime:
        """When the feed was last changed."""
        return self.feed["changed_at"]


def atom_of(
    head: FeedHead, entries: Sequence[FeedEntry], *, changed_at: dt.datetime, absolute: Absolute
) -> bytes:
    """A feed in Atom, newest entry first."""
    feed = _Feed(
        title=head.title,
        link=absolute(head.page),
        description="",
        language=head.language,
        feed_url=absolute(head.address),
        feed_guid=head.id,
        author_name=head.town.name,
        changed_at=_second(changed_at),
    )
    for entry in entries:
        changed = entry.changed_at or entry.written_at
        feed.add_item(
            title=str(entry.title),
            link=absolute(entry.address),
            description=str(entry.text),
            pubdate=_second(entry.written_at),
            updateddate=_second(changed),
            unique_id=entry.id,
        )
    return feed.writeString("utf-8").encode()


def calendar_of(name: str, days: Iterable[Day], *, host: str, absolute: Absolute) -> bytes:
    """Days as a calendar: one entry for the whole day each, which leaves the day free for other things."""
    calendar = Calendar()
    calendar.add("prodid", "-//Eroba//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Tbilisi")
    for day in days:
        calendar.add_component(_event(day, host, absolute))
    return calendar.to_ical()


def _event(day: Day, host: str, absolute: Absolute) -> Event:
    event = Event()
    event.add("uid", f"{day.uid}@{host}")
    event.add("summary", str(day.title))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + dt.timedelta(days=1))
    changed = day.changed_at.astimezone(dt.UTC).replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("transp", "TRANSPARENT")
    if day.text:
        event.add("description", str(day.text))
    if day.address:
        event.add("url", absolute(day.address))
    return event


def _second(moment: dt.datetime) -> dt.datetime:
    """A moment as a reader of feeds needs it: in the town's time, to the second."""
    return moment.astimezone(TBILISI).replace(microsecond=0)
