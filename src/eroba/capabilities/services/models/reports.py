"""What everybody may read of a public report besides its number and what became of it: of which kind, and where."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models.cases import Case
from eroba.kernel.base.clock import now
from eroba.kernel.tenancy.models import MunicipalModel, Settlement


class PublicReport(MunicipalModel):
    """The public half of a report. The answers themselves stay locked under the key of whoever sent it."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="public_report")
    kind = models.CharField(max_length=60, help_text="The choice that names it in public.")
    words = models.CharField(max_length=300, blank=True)
    settlement = models.ForeignKey(Settlement, on_delete=models.SET_NULL, null=True, related_name="+")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    sent_with = models.CharField(max_length=80, blank=True, help_text="The app it came through, if any.")
    received_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("public report")
        verbose_name_plural = _("public reports")
        indexes = [
            models.Index(fields=["municipality", "received_at", "id"], name="public_reports_by_age"),
            models.Index(fields=["municipality", "kind", "received_at"], name="public_reports_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}"

    @property
    def has_point(self) -> bool:
        """Whether it can be shown on a map."""
        return self.latitude is not None and self.longitude is not None
