"""Figures as they were announced, exact to the tetri; never changed, newer figures stand beside them."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget.models.years import Budget
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now, today
from eroba.kernel.tenancy.models import MunicipalModel


class Announcement(MunicipalModel):
    """The figures of one file: read, laid before an official with what does not add up, accepted or declined."""

    class State(TextChoices):
        WAITING = "waiting", _("read, not public yet")
        ACCEPTED = "accepted", _("public")
        DECLINED = "declined", _("declined")

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="announcements")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    announced_on = models.DateField(default=today, help_text="The day the figures are of.")
    file_name = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    source_ka = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300, blank=True)
    source_href = models.URLField(max_length=500, blank=True)
    is_example = models.BooleanField(default=False, help_text="Made up for a demonstration.")
    unit = models.CharField(max_length=10, default="lari")
    holds = models.JSONField(default=list, help_text="Pairs of classification and phase.")
    gaps = models.JSONField(default=list, help_text="Wholes whose parts do not make them, with both sums.")
    remarks = models.JSONField(default=list)
    read_at = models.DateTimeField(default=now)
    read_label = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_label = models.CharField(max_length=120, blank=True)
    decided_because = models.TextField(max_length=2000, blank=True)

    class Meta:
        verbose_name = _("announced figures")
        verbose_name_plural = _("announced figures")
        ordering = ["-announced_on", "-read_at", "-id"]
        indexes = [models.Index(fields=["municipality", "budget", "state"], name="budget_announced")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def source(self) -> str:
        """Where the figures are from, in the language being read."""
        return self.source_en if get_language() == "en" and self.source_en else self.source_ka

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Which classifications it has, each with its phases."""
        return [(classification, phase) for classification, phase in self.holds]


class Line(MunicipalModel):
    """One line of announced figures: its code within a classification, its name, its amounts in tetri."""

    append_only = True

    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="lines")
    classification = models.CharField(max_length=10)
    code = models.CharField(max_length=40)
    title_ka = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    planned = models.BigIntegerField(null=True)
    adjusted = models.BigIntegerField(null=True)
    executed = models.BigIntegerField(null=True)
    sheet = models.CharField(max_length=60, blank=True)
    row = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("line of a budget")
        verbose_name_plural = _("lines of a budget")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "announcement", "classification", "code"], name="one_line_per_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.classification} {self.code}"
