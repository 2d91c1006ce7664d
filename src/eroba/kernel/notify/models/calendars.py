"""The secret address under which a person's own dates can be read by a calendar program."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import MunicipalModel


class CalendarAddress(MunicipalModel):
    """One account's private calendar in one town. Only the hash of its secret is kept; a new one ends the old."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "account"], name="one_calendar_per_account"),
            models.UniqueConstraint(fields=["municipality", "secret_hash"], name="one_calendar_per_secret"),
        ]

    def __str__(self) -> str:
        return str(self.account_id)
