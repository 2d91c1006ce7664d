"""Paper sheets with numbered lines, printed by us, and what was entered from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions.models.petitions import Petition
from eroba.capabilities.petitions.models.signatures import Signature
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.tenancy.models import MunicipalModel

LINES = 10


class Sheet(MunicipalModel):
    """One sheet of paper; it counts once it is entered whole and closed."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField()
    printed_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("sheet")
        verbose_name_plural = _("sheets")
        constraints = [models.UniqueConstraint(fields=["petition", "number"], name="one_sheet_per_number")]

    def __str__(self) -> str:
        return str(self.number)


class SheetLine(MunicipalModel):
    """One line of a sheet: a signature, or why it is none."""

    class Problem(TextChoices):
        UNREADABLE = "unreadable", _("cannot be read")
        CROSSED_OUT = "crossed_out", _("crossed out")
        NOT_SIGNED = "not_signed", _("not signed by hand")
        ON_PAPER = "on_paper", _("the same person is on another line")

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    signature = models.OneToOneField(
        Signature, on_delete=models.CASCADE, null=True, blank=True, related_name="line"
    )
    problem = models.CharField(max_length=12, choices=Problem.choices, blank=True)
    same_as = models.CharField(max_length=20, blank=True, help_text="Sheet and line of the same person.")

    class Meta:
        verbose_name = _("line")
        verbose_name_plural = _("lines")
        constraints = [models.UniqueConstraint(fields=["sheet", "place"], name="one_line_per_place")]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.place}"
