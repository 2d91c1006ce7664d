"""What can happen to a visit, as sentences with the place and the time."""

import datetime as dt
from dataclasses import dataclass, fields

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.facts import ServiceFact, Words, said_word


@dataclass(frozen=True)
class VisitFact(ServiceFact):
    """A fact about one visit: where, and at which moment it is or would have been."""

    place: Words
    starts_at: dt.datetime

    def words(self) -> str:
        """The sentence in the language being read, with the hour."""
        said = {one.name: said_word(getattr(self, one.name)) for one in fields(self)}
        return str(self.sentence).format(**said | {"starts_at": in_words(self.starts_at)})


@dataclass(frozen=True)
class VisitBooked(VisitFact):
    """Somebody has a time."""

    name = "visit.booked"
    sentence = _("A visit is booked: {place}, {starts_at}.")


@dataclass(frozen=True)
class VisitChanged(VisitFact):
    """Another time was chosen."""

    name = "visit.changed"
    sentence = _("The visit has another time: {place}, {starts_at}.")


@dataclass(frozen=True)
class VisitMoved(VisitFact):
    """The town hall had to move a visit."""

    name = "visit.moved"
    sentence = _("The day was closed ({reason}), so the visit was moved: {place}, {starts_at}.")

    reason: Words


@dataclass(frozen=True)
class VisitCancelled(VisitFact):
    """A visit will not take place."""

    name = "visit.cancelled"
    sentence = _("The visit was cancelled: {place}, {starts_at}.")


@dataclass(frozen=True)
class VisitReminded(VisitFact):
    """Tomorrow is the day."""

    name = "visit.reminded"
    sentence = _("We reminded of the visit: {place}, {starts_at}.")
    is_step = False


@dataclass(frozen=True)
class VisitCame(VisitFact):
    """The person came."""

    name = "visit.came"
    sentence = _("The visit took place: {place}, {starts_at}.")


@dataclass(frozen=True)
class VisitMissed(VisitFact):
    """The person did not come."""

    name = "visit.missed"
    sentence = _("Nobody came to the visit: {place}, {starts_at}.")


def in_words(moment: dt.datetime) -> str:
    """A moment as people say it: the day and the hour in Georgia."""
    here = localtime(moment)
    return f"{date_format(here, 'DATE_FORMAT')}, {here:%H:%M}"


VISIT_FACTS = (
    VisitBooked, VisitChanged, VisitMoved, VisitCancelled, VisitReminded, VisitCame, VisitMissed,
)  # fmt: skip
