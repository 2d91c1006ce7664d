"""Copies of registers that come as files: who delivered which file, what was wrong with it, and its rows, locked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.tenancy.models import MunicipalModel

#: What the rows of a copy are locked for.
PURPOSE = "eroba.register-copy"


class RegisterCopy(MunicipalModel):
    """One delivered file of a register: taken and current, replaced by a later one, or refused with its problems."""

    class State(TextChoices):
        CURRENT = "current", _("in use")
        REPLACED = "replaced", _("replaced")
        REFUSED = "refused", _("refused")

    register = models.CharField(_("register"), max_length=20)
    state = models.CharField(max_length=10, choices=State.choices)
    file_name = models.CharField(max_length=160)
    file_hash = models.CharField(max_length=64)
    as_of = models.DateField(_("day the values are of"))
    row_count = models.PositiveIntegerField(default=0)
    problem_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, help_text="Line, code and column of the first ones; no values.")
    delivered_at = models.DateTimeField(default=now)
    delivered_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("copy of a register")
        verbose_name_plural = _("copies of registers")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "register"],
                condition=models.Q(state="current"),
                name="one_current_copy_per_register",
            )
        ]
        indexes = [
            models.Index(fields=["municipality", "register", "delivered_at"], name="copies_of_register")
        ]

    def __str__(self) -> str:
        return f"{self.register} of {self.as_of}"


class CopyRow(MunicipalModel):
    """What a copy says about one person: found by the hash of their number, locked with the installation's key."""

    copy = models.ForeignKey(RegisterCopy, on_delete=models.CASCADE, related_name="rows")
    number_hash = models.CharField(max_length=64)
    values_locked = models.BinaryField()

    class Meta:
        verbose_name = _("row of a copy")
        verbose_name_plural = _("rows of copies")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "copy", "number_hash"], name="one_row_per_person_and_copy"
            )
        ]

    def __str__(self) -> str:
        return f"{self.copy_id}"
