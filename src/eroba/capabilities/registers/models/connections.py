"""How a town is connected to a register: over which connector, with which settings, by which contract."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.base.text import name_in
from eroba.kernel.tenancy.models import MunicipalModel


class Connection(MunicipalModel):
    """One town's line to one register. Without a row the installation's own line is used, if there is one.

    The secret is locked with the installation's key and never shown again.
    """

    register = models.CharField(_("register"), max_length=20)
    connector = models.CharField(_("connector"), max_length=20)
    settings = models.JSONField(default=dict)
    secret_locked = models.TextField(blank=True)
    total_seconds = models.PositiveSmallIntegerField(_("seconds we wait"), default=3)
    is_on = models.BooleanField(_("in use"), default=True)
    owner_ka = models.CharField(_("owner of the register"), max_length=160, blank=True)
    owner_en = models.CharField(_("owner of the register, in English"), max_length=160, blank=True)
    contract_number = models.CharField(_("number of the contract"), max_length=60, blank=True)
    contract_from = models.DateField(_("contract in force from"), null=True)
    contract_until = models.DateField(_("contract in force until"), null=True)
    set_at = models.DateTimeField(default=now)
    set_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("connection to a register")
        verbose_name_plural = _("connections to registers")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "register"], name="one_connection_per_register")
        ]

    def __str__(self) -> str:
        return f"{self.register} by {self.connector}"

    @property
    def owner(self) -> str:
        """Whose register it is, in the reader's language; empty for a register of the state."""
        return name_in(get_language(), ka=self.owner_ka, en=self.owner_en)
