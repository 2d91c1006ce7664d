"""What can happen to a clock, as sentences. What a clerk wrote stays out: facts hold no personal values."""

import datetime as dt
from dataclasses import dataclass, fields
from typing import ClassVar
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class ClockFact(Fact):
    """Something that happened to one clock; its sentence may say {title} and any field."""

    clock_id: UUID
    code: str
    title_ka: str
    title_en: str

    def words(self) -> str:
        """The sentence in the language being read, with the clock's title in that language."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        said = {
            name: date_format(value, "DATE_FORMAT") if isinstance(value, dt.date) else value
            for name, value in values.items()
        }
        title = self.title_ka if (get_language() or "ka").startswith("ka") else self.title_en
        return str(self.sentence).format(title=title or self.title_ka, **said)


@dataclass(frozen=True)
class ClockStarted(ClockFact):
    """A deadline began to run."""

    name: ClassVar[str] = "clock.started"
    sentence: ClassVar = _("The deadline began: {title}, until {due_on}")
    due_on: dt.date


@dataclass(frozen=True)
class ClockStopped(ClockFact):
    """A deadline was lawfully stopped."""

    name: ClassVar[str] = "clock.stopped"
    sentence: ClassVar = _("The deadline was stopped on {stopped_on}: {title}")
    stopped_on: dt.date


@dataclass(frozen=True)
class ClockResumed(ClockFact):
    """A stopped deadline runs again."""

    name: ClassVar[str] = "clock.resumed"
    sentence: ClassVar = _("The deadline runs again: {title}, until {due_on}")
    due_on: dt.date


@dataclass(frozen=True)
class ClockExtended(ClockFact):
    """A deadline was extended, once and with a reason."""

    name: ClassVar[str] = "clock.extended"
    sentence: ClassVar = _("The deadline was extended on {extended_on}: {title}")
    extended_on: dt.date
    due_on: dt.date | None


@dataclass(frozen=True)
class ClockMoved(ClockFact):
    """A deadline moved because the calendar of the town changed."""

    name: ClassVar[str] = "clock.moved"
    sentence: ClassVar = _("The deadline moved because the calendar changed: {title}, until {due_on}")
    due_on: dt.date


@dataclass(frozen=True)
class ClockReopened(ClockFact):
    """It was a mistake that a deadline was met; it runs on as if nothing had been said."""

    name: ClassVar[str] = "clock.reopened"
    sentence: ClassVar = _("The deadline runs on, ending it was a mistake: {title}")


@dataclass(frozen=True)
class ClockMet(ClockFact):
    """What the deadline was for has been done."""

    name: ClassVar[str] = "clock.met"
    sentence: ClassVar = _("Done on {met_on}: {title}")
    met_on: dt.date
    due_on: dt.date


@dataclass(frozen=True)
class ClockDueSoon(ClockFact):
    """A deadline is near; for those who have to act."""

    name: ClassVar[str] = "clock.due_soon"
    shown_to: ClassVar[str] = "staff"
    sentence: ClassVar = _("The deadline is near: {title}, until {due_on}")
    due_on: dt.date


@dataclass(frozen=True)
class ClockLate(ClockFact):
    """The town hall let a deadline pass. Late is public."""

    name: ClassVar[str] = "clock.late"
    shown_to: ClassVar[str] = "public"
    sentence: ClassVar = _("The town hall is late: {title} was due on {due_on}")
    due_on: dt.date


@dataclass(frozen=True)
class ClockExpired(ClockFact):
    """The time an applicant had is over, such as the time to appeal or to bring a paper."""

    name: ClassVar[str] = "clock.expired"
    sentence: ClassVar = _("The time is over: {title}, until {due_on}")
    due_on: dt.date


ALL_FACTS = (
    ClockStarted,
    ClockStopped,
    ClockResumed,
    ClockExtended,
    ClockMoved,
    ClockMet,
    ClockReopened,
    ClockDueSoon,
    ClockLate,
    ClockExpired,
)
