"""A signature: whose it is only the petition's own key can tell; and the sealed batches of their receipts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions.models.petitions import Petition
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.tenancy.models import MunicipalModel, Settlement


class Batch(MunicipalModel):
    """Receipts sealed together: the root of their tree stands in the journal and on the petition's page."""

    append_only = True

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    counted = models.PositiveIntegerField(help_text="How many signatures counted when it was sealed.")
    root = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("batch of receipts")
        verbose_name_plural = _("batches of receipts")
        constraints = [models.UniqueConstraint(fields=["petition", "number"], name="one_batch_per_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.root[:12]}"


class Signature(MunicipalModel):
    """One signature. `number_hash` is keyed by the petition; `locked` opens only while its key exists."""

    class State(TextChoices):
        WAITING = "waiting", _("not confirmed yet")
        COUNTED = "counted", _("counted")
        HELD = "held", _("held back for a look")
        DUPLICATE = "duplicate", _("the same person counts already")
        STRUCK = "struck", _("struck out")
        TAKEN_BACK = "taken_back", _("taken back")

    class Channel(TextChoices):
        EMAIL = "email", _("by e-mail")
        SMS = "sms", _("by text message")
        ACCOUNT = "account", _("with an account")
        PAPER = "paper", _("on paper")

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="signatures")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    number_hash = models.CharField(max_length=64, blank=True, editable=False)
    locked = models.TextField(blank=True, editable=False)
    settlement = models.ForeignKey(
        Settlement, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    initials = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=5, default="ka")
    contact_hash = models.CharField(max_length=64, blank=True, editable=False)
    contact_locked = models.TextField(blank=True, editable=False)
    wants_news = models.BooleanField(default=False)
    news_number = models.PositiveSmallIntegerField(default=0)
    account_id = models.UUIDField(null=True, blank=True, editable=False)
    address_hash = models.CharField(max_length=24, blank=True, editable=False)
    network_hash = models.CharField(max_length=24, blank=True, editable=False)
    held_because = models.CharField(max_length=10, blank=True)
    code_round = models.PositiveSmallIntegerField(default=1)
    tries = models.PositiveSmallIntegerField(default=0)
    code_due = models.BooleanField(default=True, help_text="The code was not handed over for sending yet.")
    taken_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    receipt_hash = models.CharField(max_length=64, blank=True, editable=False)
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    invalidation_id = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "petition", "number_hash"],
                condition=models.Q(state="counted") & ~models.Q(number_hash=""),
                name="one_signature_per_person",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "petition", "state"], name="signatures_by_state"),
            models.Index(
                fields=["municipality", "petition", "network_hash", "taken_at"], name="signatures_by_network"
            ),
            models.Index(fields=["municipality", "receipt_hash"], name="signatures_by_receipt"),
            models.Index(
                fields=["municipality", "taken_at"],
                condition=models.Q(code_due=True, state="waiting"),
                name="signature_codes_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.pk}"
