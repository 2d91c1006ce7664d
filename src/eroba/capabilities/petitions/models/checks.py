"""Checks of signatures against the civil register, and campaigns that strike signatures out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions.models.petitions import Petition
from eroba.capabilities.petitions.models.signatures import Signature
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.tenancy.models import MunicipalModel


class Check(MunicipalModel):
    """One check of a petition's signatures: all of them, or a sample anybody can draw again."""

    class Method(TextChoices):
        WHOLE = "whole", _("every signature")
        SAMPLE = "sample", _("a random sample")

    class Result(TextChoices):
        ENOUGH = "enough", _("enough valid signatures")
        TOO_FEW = "too_few", _("too few valid signatures")
        UNSURE = "unsure", _("the sample cannot tell; every signature has to be checked")

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="checks")
    method = models.CharField(max_length=6, choices=Method.choices)
    population = models.PositiveIntegerField(help_text="How many counted signatures there were.")
    sample_size = models.PositiveIntegerField()
    list_root = models.CharField(max_length=64, help_text="Fixes the list before the seed is known.")
    seed = models.CharField(max_length=80, blank=True)
    begun_at = models.DateTimeField(default=now)
    seed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    valid = models.PositiveIntegerField(default=0)
    reasons = models.JSONField(default=dict)
    at_least = models.PositiveIntegerField(null=True, blank=True)
    at_most = models.PositiveIntegerField(null=True, blank=True)
    result = models.CharField(max_length=8, choices=Result.choices, blank=True)

    class Meta:
        verbose_name = _("check of signatures")
        verbose_name_plural = _("checks of signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["petition"],
                condition=models.Q(finished_at__isnull=True),
                name="one_open_check_per_petition",
            )
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.petition_id}"


class CheckedSignature(MunicipalModel):
    """What the register said about one signature of a check; the official sees reasons, not whose."""

    check_made = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="checked")
    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=16, blank=True, help_text="Empty when it is valid.")

    class Meta:
        verbose_name = _("checked signature")
        verbose_name_plural = _("checked signatures")
        constraints = [
            models.UniqueConstraint(fields=["check_made", "signature"], name="one_answer_per_signature")
        ]

    def __str__(self) -> str:
        return self.reason or "valid"


class Invalidation(MunicipalModel):
    """A campaign that strikes out signatures with something in common; it can be taken back."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="invalidations")
    network_hash = models.CharField(max_length=24, blank=True)
    contact_hash = models.CharField(max_length=64, blank=True)
    from_at = models.DateTimeField(null=True, blank=True)
    until_at = models.DateTimeField(null=True, blank=True)
    because = models.TextField()
    made_at = models.DateTimeField(default=now)
    struck_count = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("striking out")
        verbose_name_plural = _("strikings out")

    def __str__(self) -> str:
        return self.because[:40]
