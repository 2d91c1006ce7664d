"""Applications that belong together: related ones, and duplicates that were merged into the one that goes on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models.cases import Case
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import MunicipalModel


class CaseTie(MunicipalModel):
    """Two applications that belong together, with a word why; both sides show it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ties_out")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ties_in")
    because_locked = models.TextField(help_text="Under the key of the applicant of `case`.")
    tied_by = models.CharField(max_length=120)
    tied_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("related application")
        verbose_name_plural = _("related applications")
        ordering = ["tied_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "case", "other"], name="one_tie_per_pair"),
            models.CheckConstraint(condition=~models.Q(case=models.F("other")), name="no_tie_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.other_id}"


class CaseMerge(MunicipalModel):
    """One act of merging a duplicate into the application that goes on, and what it was before."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="merges")
    into = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="taken_in")
    because_locked = models.TextField(help_text="Under the key of the applicant of `case`.")
    done_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    done_label = models.CharField(max_length=120)
    done_at = models.DateTimeField(default=now)
    undone_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(
        help_text="The edition the merging made: a later one forbids undoing."
    )
    waited_for = models.CharField(max_length=10)
    ended_clocks = models.JSONField(default=dict, help_text="The deadlines it ended: key and state before.")
    dropped_fees = models.JSONField(default=list, help_text="The keys of the fees it let go.")

    class Meta:
        verbose_name = _("merged application")
        verbose_name_plural = _("merged applications")
        ordering = ["done_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "case"],
                condition=models.Q(undone_at__isnull=True),
                name="merged_into_one_only",
            ),
            models.CheckConstraint(condition=~models.Q(case=models.F("into")), name="no_merge_into_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} into {self.into_id}"
