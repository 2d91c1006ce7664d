"""What a trainee is practising and how far they came; it lies in the real town and outlives every reset."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import MunicipalModel


class PracticeRun(MunicipalModel):
    """One try of one official at one practice case. What it is about stands in the training copy, named by its id."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    practice = models.CharField(max_length=60)
    copy_id = models.UUIDField(help_text="The training copy it was begun in; a reset makes another.")
    subject_id = models.UUIDField()
    number = models.CharField(max_length=40)
    address = models.CharField(max_length=200)
    started_at = models.DateTimeField(default=now)
    checked_at = models.DateTimeField(null=True, blank=True)
    results = models.JSONField(
        default=dict, help_text="Code of each check -> whether it held when last looked at."
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["municipality", "account", "practice"], name="practice_of_account")]

    def __str__(self) -> str:
        return f"{self.practice} {self.number}"

    @property
    def met_count(self) -> int:
        """How many checks held when they were last looked at."""
        return sum(bool(held) for held in self.results.values())
