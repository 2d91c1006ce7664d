"""What other units of the town hall were asked about a case, each by its own day, and what they said."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models.cases import Case, CaseNote
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.people.models import Account, Unit
from eroba.kernel.tenancy.models import MunicipalModel


class Opinion(MunicipalModel):
    """One unit asked for its opinion on a case. The applicant reads who was asked, not what was said."""

    class State(TextChoices):
        ASKED = "asked", _("asked")
        GIVEN = "given", _("given")
        DROPPED = "dropped", _("no longer needed")

    class Stance(TextChoices):
        FOR = "for", _("nothing speaks against it")
        CONDITIONS = "conditions", _("only on conditions")
        AGAINST = "against", _("it should not be done")
        NO_REMARKS = "no-remarks", _("not a matter of this unit")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="opinions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(
        max_length=60, blank=True, help_text="Which opinion of the stage it is; empty when asked freely."
    )
    note = models.OneToOneField(
        CaseNote, on_delete=models.CASCADE, related_name="opinion", help_text="The question, among the notes."
    )
    asked_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_label = models.CharField(max_length=120)
    asked_at = models.DateTimeField(default=now)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    stance = models.CharField(max_length=12, choices=Stance.choices, blank=True)
    answer_locked = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_label = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    late_told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "case", "unit", "code"],
                condition=Q(state="asked"),
                name="one_open_opinion_per_unit",
            )
        ]
        indexes = [
            models.Index(
                fields=["municipality", "unit", "due_on"],
                condition=Q(state="asked"),
                name="opinions_asked_of_unit",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.unit_id}"

    @property
    def is_asked(self) -> bool:
        """Whether the unit has still to answer."""
        return self.state == self.State.ASKED

    def is_late(self, day: dt.date) -> bool:
        """Whether the unit has not answered by its day."""
        return self.is_asked and self.due_on < day
