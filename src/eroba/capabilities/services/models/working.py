"""A service being written at the desk: a working copy of its folder, and every text ever saved in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models.catalogue import ServiceVersion
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import MunicipalModel


class WorkingCopy(MunicipalModel):
    """A folder several officials write on until one of the others publishes it. One is open for a service at a time."""

    class State(TextChoices):
        OPEN = "open", _("being written")
        PUBLISHED = "published", _("published")
        PUT_ASIDE = "put_aside", _("put aside")

    code = models.CharField(max_length=60)
    title_ka = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    begun_from = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, null=True, related_name="+")
    became = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, null=True, related_name="+")
    begun_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    begun_label = models.CharField(max_length=120)
    begun_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    ended_label = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        ordering = ["-changed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                condition=Q(state="open"),
                name="one_open_working_copy_per_service",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """The title in the language being read."""
        return self.title_en if get_language() == "en" else self.title_ka

    @property
    def is_open(self) -> bool:
        """Whether it is still being written."""
        return self.state == self.State.OPEN


class WorkingText(MunicipalModel):
    """One file of a working copy as somebody saved it; the latest edition counts, and no earlier one is ever lost."""

    append_only = True

    copy = models.ForeignKey(WorkingCopy, on_delete=models.PROTECT, related_name="texts")
    name = models.CharField(max_length=140)
    edition = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    is_removed = models.BooleanField(default=False)
    saved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    saved_label = models.CharField(max_length=120)
    saved_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("text of a working copy")
        verbose_name_plural = _("texts of working copies")
        ordering = ["name", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "copy", "name", "edition"], name="one_text_per_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.edition}"
