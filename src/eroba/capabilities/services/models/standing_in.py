"""Officials in place of each other: who does the cases of somebody who is away, and cases handed over for good."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models.cases import Case
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import MunicipalModel


class Substitution(MunicipalModel):
    """An official does the cases of another from one day to another. Gives no post: each acts in their own."""

    away = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    away_label = models.CharField(max_length=120)
    substitute = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    substitute_label = models.CharField(max_length=120)
    from_on = models.DateField()
    until_on = models.DateField()
    named_by = models.CharField(max_length=120)
    named_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("substitution")
        verbose_name_plural = _("substitutions")
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="leave_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(away=F("substitute")), name="nobody_stands_in_for_themselves"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "substitute", "until_on"], name="substitutions_now")]

    def __str__(self) -> str:
        return f"{self.substitute_label} for {self.away_label}"

    def is_on(self, day: dt.date) -> bool:
        """Whether it holds on a day."""
        return self.from_on <= day <= self.until_on


class HandOver(MunicipalModel):
    """Cases given from one official to another in one act, with its reason; it can be taken back as one."""

    to = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    to_label = models.CharField(max_length=120)
    because = models.TextField()
    done_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    done_label = models.CharField(max_length=120)
    done_at = models.DateTimeField(default=now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["-done_at", "-id"]

    def __str__(self) -> str:
        return f"{self.to_label} {self.done_at}"


class HandedCase(MunicipalModel):
    """One case of a hand-over: whose it was, and which edition it then had."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="handed")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    was_of = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    was_label = models.CharField(max_length=120, blank=True)
    edition = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "hand_over", "case"], name="one_case_per_hand_over"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hand_over_id} {self.case_id}"
