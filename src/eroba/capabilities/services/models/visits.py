"""Visits: where the town receives people and when, on which days it does not, and who comes when."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models.cases import Case
from eroba.capabilities.services.models.catalogue import Service
from eroba.capabilities.services.visiting.hours import Span
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.base.text import name_in
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import MunicipalModel


class Counter(MunicipalModel):
    """A place where people are received by appointment: a counter of the town hall, a community centre, a village."""

    class Kind(TextChoices):
        TOWN_HALL = "town_hall", _("a counter of the town hall")
        COMMUNITY_CENTRE = "community_centre", _("a community centre")
        VILLAGE = "village", _("a village administrator’s office")

    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name_ka = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    address_ka = models.CharField(max_length=200, blank=True)
    address_en = models.CharField(max_length=200, blank=True)
    slot_minutes = models.PositiveSmallIntegerField(default=20)
    seats = models.PositiveSmallIntegerField(default=1, help_text="How many people are received at once.")
    ahead_days = models.PositiveSmallIntegerField(default=30, help_text="How far ahead one can book.")
    service_codes = models.JSONField(default=list, blank=True, help_text="Empty: every service.")
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        ordering = ["kind", "name_ka"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code"], name="one_counter_per_code"),
            models.CheckConstraint(
                condition=Q(slot_minutes__gte=5)
                & Q(slot_minutes__lte=240)
                & Q(seats__gte=1)
                & Q(seats__lte=50),
                name="a_counter_that_can_be",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the language being read."""
        return name_in(get_language(), ka=self.name_ka, en=self.name_en)

    @property
    def address(self) -> str:
        """Where it is, in the language being read."""
        return (self.address_en if get_language() == "en" else self.address_ka) or self.address_ka


class CounterHours(MunicipalModel):
    """One stretch of opening hours on one day of the week; Monday is 0."""

    counter = models.ForeignKey(Counter, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")) & Q(weekday__lte=6), name="hours_that_can_be"
            )
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.span}"

    @property
    def span(self) -> Span:
        """From when to when."""
        return Span(self.opens_at, self.closes_at)


class CounterClosure(MunicipalModel):
    """A day on which a counter receives nobody though its hours say so."""

    counter = models.ForeignKey(Counter, on_delete=models.CASCADE, related_name="closures")
    on = models.DateField()
    reason_ka = models.CharField(max_length=200)
    reason_en = models.CharField(max_length=200)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "counter", "on"], name="one_closure_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.counter_id} {self.on}"

    @property
    def reason(self) -> str:
        """Why, in the language being read."""
        return self.reason_en if get_language() == "en" else self.reason_ka


class Visit(MunicipalModel):
    """Somebody comes at a time to a counter. `seat` and the first constraint keep two from the same place and time."""

    class State(TextChoices):
        BOOKED = "booked", _("booked")
        CAME = "came", _("came")
        MISSED = "missed", _("did not come")
        CANCELLED = "cancelled", _("cancelled")

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="+")
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="visits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="visits")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    seat = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    booked_by = models.CharField(max_length=120)
    booked_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    change_count = models.PositiveSmallIntegerField(default=0)
    reminded_of = models.DateTimeField(
        null=True, help_text="The time that was reminded of; a move reminds anew."
    )

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "counter", "starts_at", "seat"],
                condition=~Q(state="cancelled"),
                name="one_visit_per_seat",
            ),
            models.UniqueConstraint(
                fields=["municipality", "person", "starts_at"],
                condition=Q(state="booked"),
                name="one_place_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "person", "starts_at"], name="visits_of_person"),
            models.Index(fields=["municipality", "state", "starts_at"], name="visits_to_remind_of"),
        ]

    def __str__(self) -> str:
        return self.matter.number

    @property
    def ends_at(self) -> dt.datetime:
        """When it is over."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)
