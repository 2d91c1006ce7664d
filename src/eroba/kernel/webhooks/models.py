"""Where an app wants to be told what happened, and every call that was made there.

The secret that signs is kept encrypted: unlike an app's password it must be known to us in the clear when we sign.
"""

import base64
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.api.models import App
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.base.secrets import derived_key, lock_away, unlock
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.tenancy.models import MunicipalModel

PURPOSE = "eroba.webhooks"


class Webhook(MunicipalModel):
    """An address of an app to which the town brings what happened. Its calls are numbered without a gap."""

    class Side(TextChoices):
        TOWN = "town", _("the town hall itself")
        APP = "app", _("the app itself")
        ADDRESS = "address", _("the address, which is no more")

    app = models.ForeignKey(App, on_delete=models.CASCADE, related_name="webhooks")
    address = models.URLField(max_length=500)
    rooms = models.JSONField(default=list, help_text="Of which rooms it hears; empty: of all.")
    secret_locked = models.TextField()
    old_secret_locked = models.TextField(blank=True)
    old_secret_until = models.DateTimeField(null=True)
    is_on = models.BooleanField(default=True)
    off_because = models.CharField(max_length=200, blank=True)
    off_by = models.CharField(max_length=10, blank=True, choices=Side.choices)
    challenge = models.CharField(
        max_length=64, blank=True, help_text="The word sent to the address, until the app has shown it."
    )
    last_number = models.PositiveBigIntegerField(default=0)
    silent_since = models.DateTimeField(null=True, help_text="Since when it has not taken a call.")
    silent_because = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=now)
    made_by = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "app", "address"], name="one_webhook_per_app_and_address"
            )
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def awaits_proof(self) -> bool:
        """Whether the app has yet to show that the address is its own."""
        return self.challenge != ""

    def lock(self, secret: bytes) -> str:
        """A secret as it is kept: encrypted, and bound to this webhook."""
        return base64.b64encode(lock_away(secret, key=derived_key(PURPOSE), about=self.pk.bytes)).decode()

    def secrets(self) -> list[bytes]:
        """With what a call is signed now: the secret, and the one before it while that is still good."""
        kept = [self.secret_locked]
        if self.old_secret_until and self.old_secret_until > now():
            kept.append(self.old_secret_locked)
        return [unlock(base64.b64decode(one), key=derived_key(PURPOSE), about=self.pk.bytes) for one in kept]


class Call(MunicipalModel):
    """One thing an app is told: its words never change, whichever attempt brings them."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="calls")
    fact = models.ForeignKey(FactRecord, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.PositiveBigIntegerField()
    body = models.TextField()
    made_at = models.DateTimeField(default=now)
    taken_at = models.DateTimeField(null=True)
    taken_with = models.PositiveSmallIntegerField(null=True, help_text="The status the other side answered.")
    withheld_at = models.DateTimeField(null=True, help_text="The person had shut the app out meanwhile.")

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "fact"], name="one_call_per_fact"),
            models.UniqueConstraint(fields=["webhook", "number"], name="one_call_per_number"),
        ]
        indexes = [models.Index(fields=["municipality", "made_at"], name="calls_by_age")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name the other side knows it by: the same at each attempt."""
        return f"msg_{self.pk.hex}"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do."""
        return self.taken_at is not None or self.withheld_at is not None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the call; its body is written once."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            raise ValueError("say which fields of a call change")
        super().save(*args, **kwargs)
