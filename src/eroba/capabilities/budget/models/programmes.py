"""What outlives one document: the number of a programme, and what its indicators really came to."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budget.models.priorities import Indicator
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.tenancy.models import MunicipalModel


class NumberedProgramme(MunicipalModel):
    """A programme under its number: budgets and documents come and go, promises hang on this."""

    code = models.CharField(max_length=40)
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="programme")

    class Meta:
        verbose_name = _("programme with a number")
        verbose_name_plural = _("programmes with a number")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code"], name="one_number_per_programme")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.matter.title}"


class Actual(MunicipalModel):
    """What an indicator really came to at the end of a year; a correction stands beside the earlier figure."""

    append_only = True

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="actuals")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    source_ka = models.CharField(max_length=300, help_text="Where the figure is from.")
    source_en = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("actual figure of an indicator")
        verbose_name_plural = _("actual figures of indicators")
        ordering = ["year", "recorded_at", "id"]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"

    @property
    def source(self) -> str:
        """Where the figure is from, in the language being read."""
        return self.source_en if get_language() == "en" and self.source_en else self.source_ka
