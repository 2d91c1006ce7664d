"""Clocks of a town: each keeps the law it was started under, its stops and its one extension.

Due dates are stored so that lists can be ordered by them; the days behind a date are counted anew when shown.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.law import Duty
from eroba.kernel.clocks.periods import Period, Unit
from eroba.kernel.tenancy.models import MunicipalModel


class UnitChoice(TextChoices):
    """What a period is measured in, as it is stored."""

    CALENDAR_DAYS = Unit.CALENDAR_DAYS.value, _("calendar days")
    WORKING_DAYS = Unit.WORKING_DAYS.value, _("working days")
    MONTHS = Unit.MONTHS.value, _("months")


class ClockRule(MunicipalModel):
    """A legal period as this town has set it, from a day on; it stands before the rule of the same code."""

    code = models.CharField(max_length=120)
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=UnitChoice)
    cap_days = models.PositiveSmallIntegerField(null=True, blank=True)
    basis_ka = models.CharField(max_length=300)
    basis_en = models.CharField(max_length=300)
    valid_from = models.DateField()
    is_verified = models.BooleanField(default=False, help_text="Compared with the text of the law in force.")

    class Meta:
        verbose_name = _("deadline rule")
        verbose_name_plural = _("deadline rules")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code", "valid_from"], name="one_clock_rule_per_day"
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def period(self) -> Period:
        """How long it lasts."""
        return Period(self.length, Unit(self.unit))


class CalendarDay(MunicipalModel):
    """A day on which this town differs from the national calendar."""

    class Kind(TextChoices):
        CLOSURE = "closure", _("the town hall is closed")
        HOLIDAY = "holiday", _("declared a public holiday")
        WORKED = "worked", _("made a working day")

    moved_count = 0
    """How many deadlines moved when it was last set or removed; told to whoever did it, and not stored."""

    on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name_ka = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "on"], name="one_entry_per_calendar_day")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name_ka}"

    @property
    def name(self) -> Name:
        """Why this day is different, in both languages."""
        return Name(self.name_ka, self.name_en)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clock is about, as the journal wants it: the matter's key and number."""

    pk: UUID
    number: str


class Clock(MunicipalModel):
    """One legal deadline of one matter, with the law as it was when the clock was started."""

    class State(TextChoices):
        RUNNING = "running", _("running")
        PAUSED = "paused", _("stopped")
        MET = "met", _("done")
        LATE = "late", _("overdue")

    subject_id = models.UUIDField(help_text="The matter; a plain key, because matters are built on clocks.")
    subject_number = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=120)
    title_ka = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    duty = models.CharField(max_length=10, choices=[(duty.value, duty.value) for duty in Duty])
    event_on = models.DateField()
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=UnitChoice)
    cap_days = models.PositiveSmallIntegerField(null=True, blank=True)
    warn_days = models.PositiveSmallIntegerField(default=3)
    basis_ka = models.CharField(max_length=300)
    basis_en = models.CharField(max_length=300)
    law_from = models.DateField(null=True, blank=True)
    is_verified = models.BooleanField(default=False)
    longest_extension_length = models.PositiveSmallIntegerField(null=True, blank=True)
    longest_extension_unit = models.CharField(max_length=20, choices=UnitChoice, blank=True)
    extension_length = models.PositiveSmallIntegerField(null=True, blank=True)
    extension_unit = models.CharField(max_length=20, choices=UnitChoice, blank=True)
    extension_reason = models.TextField(blank=True)
    extension_basis = models.CharField(max_length=300, blank=True)
    extended_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    due_on = models.DateField(null=True, blank=True, help_text="Empty while the clock stands without a cap.")
    warn_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    due_soon_announced_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "subject_id", "code"],
                condition=Q(met_on__isnull=True),
                name="one_open_clock_per_code",
            ),
            models.CheckConstraint(
                condition=Q(state="met", met_on__isnull=False) | (~Q(state="met") & Q(met_on__isnull=True)),
                name="a_met_clock_says_when",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(state__in=["paused", "met"]),
                name="a_running_clock_is_due",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "state", "due_on"], name="clocks_by_due_date"),
            models.Index(fields=["municipality", "subject_id"], name="clocks_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_number} {self.code}"

    @property
    def subject(self) -> Subject:
        """The matter this clock is about."""
        return Subject(self.subject_id, self.subject_number)

    @property
    def title(self) -> Name:
        """What has to be done in time, in both languages."""
        return Name(self.title_ka, self.title_en)

    @property
    def basis(self) -> Name:
        """The legal basis, in both languages."""
        return Name(self.basis_ka, self.basis_en)

    @property
    def period(self) -> Period:
        """How long the law gives, without an extension."""
        return Period(self.length, Unit(self.unit))

    @property
    def longest_extension(self) -> Period | None:
        """By how much it may be extended; None when the law gives no extension."""
        if not self.longest_extension_length:
            return None
        return Period(self.longest_extension_length, Unit(self.longest_extension_unit))

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state != self.State.MET

    def is_late(self, today: date) -> bool:
        """Whether the deadline passed unused, also when the worker has not announced it yet."""
        day = self.met_on or today
        return self.due_on is not None and day > self.due_on


class Pause(MunicipalModel):
    """One lawful stop of a clock; open until the clock resumes."""

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="pauses")
    stopped_on = models.DateField()
    resumed_on = models.DateField(null=True, blank=True)
    reason_ka = models.TextField()
    reason_en = models.TextField(blank=True)
    basis = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("stop of a deadline")
        verbose_name_plural = _("stops of deadlines")
        ordering = ["stopped_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "clock"],
                condition=Q(resumed_on__isnull=True),
                name="one_open_pause_per_clock",
            ),
            models.CheckConstraint(
                condition=Q(resumed_on__isnull=True) | Q(resumed_on__gte=F("stopped_on")),
                name="a_pause_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stopped_on}–{self.resumed_on or ''}"

    @property
    def reason(self) -> Name:
        """Why the clock was stopped, in both languages."""
        return Name(self.reason_ka, self.reason_en)
