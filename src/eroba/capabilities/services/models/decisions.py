"""What was proposed, approved and sent in a case, and what the applicant said against it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.models.cases import Case
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import MunicipalModel


class Decision(MunicipalModel):
    """One proposed decision and what became of it. Proposed by one official, approved by another."""

    class State(TextChoices):
        PROPOSED = "proposed", _("proposed")
        RETURNED = "returned", _("sent back")
        APPROVED = "approved", _("approved")
        DELIVERED = "delivered", _("delivered")
        DROPPED = "dropped", _("dropped")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    outcome = models.CharField(max_length=60)
    amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    rule_code = models.CharField(max_length=60)
    basis_ka = models.CharField(max_length=300)
    basis_en = models.CharField(max_length=300)
    reasons_locked = models.TextField()
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_label = models.CharField(max_length=120)
    proposed_at = models.DateTimeField(default=now)
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_label = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "case"],
                condition=Q(state__in=["proposed", "approved"]),
                name="one_open_decision",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("proposed_by")),
                name="two_pairs_of_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"

    @property
    def basis(self) -> str:
        """The citation in the language being read."""
        return self.basis_en if get_language() == "en" else self.basis_ka

    def reasons(self) -> dict[str, Any]:
        """The reasons in both languages, the facts they rest on, and what a head wrote on return."""
        return self.case.opened(self.reasons_locked) or {}


class Appeal(MunicipalModel):
    """The applicant's complaint against a decision, once for each, and what became of it."""

    class State(TextChoices):
        LODGED = "lodged", _("lodged")
        UPHELD = "upheld", _("upheld")
        DISMISSED = "dismissed", _("dismissed")

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    state = models.CharField(max_length=10, choices=State.choices, default=State.LODGED)
    text_locked = models.TextField()
    reasons_locked = models.TextField(blank=True)
    lodged_at = models.DateTimeField(default=now)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_label = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["lodged_at", "id"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.state}"
