"""The catalogue of one town: each service, its published versions, and what the town set for itself."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.base.ordered_json import OrderedJSONField
from eroba.kernel.tenancy.models import MunicipalModel


class ServiceVersion(MunicipalModel):
    """A service as it was published: its whole content under its hash. Never changed, never removed."""

    append_only = True

    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    content = OrderedJSONField()
    published_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("version of a service")
        verbose_name_plural = _("versions of services")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["municipality", "code", "content_hash"], name="one_version_per_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class Service(MunicipalModel):
    """A service the town offers: which version is in force, whether it is open, the town's own amounts and acts."""

    code = models.CharField(max_length=60)
    title_ka = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    current = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    is_enabled = models.BooleanField(default=True)
    own_settings = models.JSONField(default=dict, blank=True)
    own_acts = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["title_ka"]
        constraints = [models.UniqueConstraint(fields=["municipality", "code"], name="one_service_per_code")]
        indexes = [
            models.Index(
                fields=["municipality", "title_ka"], condition=Q(is_enabled=True), name="services_open"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language being read."""
        return self.title_en if get_language() == "en" else self.title_ka

    def settings_over(self, proposed: dict[str, Decimal]) -> dict[str, Decimal]:
        """The town's own values where it set them, else those the version proposes."""
        own: dict[str, Any] = self.own_settings
        return {code: Decimal(str(own.get(code, value))) for code, value in proposed.items()}
