"""Phone numbers people say are theirs, and whether somebody holding the phone has confirmed it."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import MunicipalModel

GOOD_FOR = dt.timedelta(minutes=15)
MOST_TRIES = 5


class PhoneCheck(MunicipalModel):
    """One code sent to the number of a person; the code itself is stored nowhere (see `codes.py`)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=20)
    language = models.CharField(max_length=5, default="ka")
    asked_at = models.DateTimeField(default=now)
    try_count = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("check of a phone number")
        verbose_name_plural = _("checks of phone numbers")
        indexes = [
            models.Index(fields=["municipality", "person", "number"], name="phone_checks_of_person"),
            models.Index(fields=["municipality", "number", "asked_at"], name="phone_checks_of_number"),
        ]

    def __str__(self) -> str:
        return f"check of {self.person_id}"

    def takes_codes(self) -> bool:
        """Whether a code can still be tried: not yet confirmed, not too old, not tried too often."""
        return self.confirmed_at is None and self.asked_at > now() - GOOD_FOR and self.try_count < MOST_TRIES
