"""The budget of one year: a public matter of its own, on which everything about that year hangs."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.tenancy.models import MunicipalModel


class Budget(MunicipalModel):
    """The town's budget of one year."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="budget")
    year = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "year"], name="one_budget_per_year"),
        ]

    def __str__(self) -> str:
        return gettext("Budget of %(year)s") % {"year": self.year}
