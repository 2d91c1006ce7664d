"""Running cases brought to a newer version of their service, in one act that can be taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models.cases import Case
from eroba.capabilities.services.models.catalogue import Service, ServiceVersion
from eroba.kernel.base.clock import now
from eroba.kernel.tenancy.models import MunicipalModel


class VersionMove(MunicipalModel):
    """One act of moving: the movable running cases of a service to a version."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    done_by = models.CharField(max_length=120)
    done_at = models.DateTimeField(default=now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("move to a version")
        verbose_name_plural = _("moves to versions")
        ordering = ["done_at", "id"]

    def __str__(self) -> str:
        return f"{self.service_id} {self.done_at}"


class MovedCase(MunicipalModel):
    """One case of a move: the version it had before, and which edition it then was."""

    move = models.ForeignKey(VersionMove, on_delete=models.CASCADE, related_name="moved")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    was = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "move", "case"], name="one_case_per_move")
        ]

    def __str__(self) -> str:
        return f"{self.move_id} {self.case_id}"
