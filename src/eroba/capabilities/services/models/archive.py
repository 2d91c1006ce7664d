"""The archive: how long an application that ended is kept, what holds it back, and the lists of what is destroyed."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models.cases import Case
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import MunicipalModel


class DestructionList(MunicipalModel):
    """Applications whose content is to be destroyed: put together by one official, confirmed by another."""

    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_label = models.CharField(max_length=120)
    proposed_at = models.DateTimeField(default=now)
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_label = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("destruction list")
        verbose_name_plural = _("destruction lists")
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="destroyed_by_two_officials",
            )
        ]

    def __str__(self) -> str:
        return str(self.proposed_at)

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to confirm or to drop it."""
        return self.confirmed_at is None and self.dropped_at is None


class ArchivedCase(MunicipalModel):
    """An application in the archive: until when it is kept, on which law, as its town had it set that day."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="archived")
    ended_on = models.DateField()
    keep_until = models.DateField(null=True, help_text="Empty: for ever.")
    basis_ka = models.CharField(max_length=300)
    basis_en = models.CharField(max_length=300)
    is_verified = models.BooleanField(default=False)
    archived_at = models.DateTimeField(default=now)
    held_locked = models.TextField(
        blank=True, help_text="Why it may not be destroyed; under the applicant’s key."
    )
    held_by = models.CharField(max_length=120, blank=True)
    held_at = models.DateTimeField(null=True)
    destruction = models.ForeignKey(
        DestructionList, on_delete=models.SET_NULL, null=True, related_name="lines"
    )
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("archived application")
        verbose_name_plural = _("archived applications")
        ordering = ["keep_until", "id"]
        indexes = [
            models.Index(
                fields=["municipality", "keep_until", "id"],
                condition=Q(destroyed_at__isnull=True),
                name="archive_by_last_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def basis(self) -> str:
        """The law in the language being read."""
        return self.basis_en if get_language() == "en" else self.basis_ka

    def is_due(self, day: dt.date) -> bool:
        """Whether its time is over, and nothing holds it back."""
        is_over = self.keep_until is not None and self.keep_until <= day
        return is_over and self.held_at is None and self.destroyed_at is None
