"""What the town publishes about how its services go: made once a month has closed, and never changed afterwards.

Only what everybody may read is kept here; a number that is held back is not in the row at all.
"""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import today
from eroba.kernel.tenancy.models import MunicipalModel


class FiguresMade(MunicipalModel):
    """One making of the figures: up to the end of which month, and on which day."""

    append_only = True

    until = models.CharField(max_length=7, help_text="The last month that was over, such as 2026-10.")
    made_on = models.DateField(default=today)

    class Meta:
        verbose_name = _("making of figures")
        verbose_name_plural = _("makings of figures")
        ordering = ["until"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "until"], name="figures_made_once_a_month")
        ]

    def __str__(self) -> str:
        return self.until


class ProcessFigure(MunicipalModel):
    """One published number, or the place of one that is held back."""

    append_only = True

    class Span(TextChoices):
        MONTH = "month", _("month")
        HALF = "half", _("half-year")
        YEAR = "year", _("year")
        LATELY = "lately", _("twelve months")

    made = models.ForeignKey(FiguresMade, on_delete=models.PROTECT, related_name="figures")
    service_code = models.CharField(max_length=60, blank=True, help_text="Empty: the whole town. *: others.")
    span = models.CharField(max_length=10, choices=Span.choices)
    period = models.CharField(max_length=15, help_text="2026-10, 2026-H1, 2026 or 2025-11/2026-10.")
    measure = models.CharField(max_length=80)
    value = models.PositiveIntegerField(null=True)
    is_small = models.BooleanField(default=False, help_text="Held back for its own smallness.")
    label_ka = models.CharField(max_length=300, blank=True)
    label_en = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("figure of a service")
        verbose_name_plural = _("figures of services")
        ordering = ["service_code", "period", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "service_code", "period", "measure"], name="one_figure_per_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_code} {self.period} {self.measure}"

    @property
    def label(self) -> str:
        """Why something was refused, in the language being read."""
        return (self.label_en if get_language() == "en" else self.label_ka) or self.label_ka
