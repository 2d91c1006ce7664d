"""A receipt: that something came in, when, from whom and what for; and, until it is opened, what was sent."""

import base64
import hashlib

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Person
from eroba.kernel.receipts.senders import actor_again
from eroba.kernel.tenancy.models import MunicipalModel


class Receipt(MunicipalModel):
    """One thing that came in. What it proves never changes; only what became of it is added."""

    #: The database itself refuses to change these, and to remove the row.
    kept_columns = ("municipality", "kind", "key", "person", "received_at", "actor", "about", "fingerprint")

    class State(TextChoices):
        WAITING = "waiting", _("the number comes in a moment")
        SET_ASIDE = "set_aside", _("could not be opened yet")
        OPENED = "opened", _("opened")

    kind = models.CharField(max_length=60)
    key = models.UUIDField(help_text="What is sent twice under the same key came in once.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    received_at = models.DateTimeField(default=now)
    actor = models.JSONField(help_text="Who sent it, as plain values.")
    about = models.JSONField(help_text="What it is for. Nothing about the person.")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the sealed text.")
    sealed = models.TextField(
        blank=True, help_text="What was sent, under the person's own key; destroyed once it is opened."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    matter_id = models.UUIDField(null=True, help_text="What became of it.")
    opened_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "key"], name="one_receipt_per_key")
        ]
        indexes = [
            models.Index(
                fields=["municipality", "id"], condition=models.Q(state="waiting"), name="receipts_waiting"
            ),
            models.Index(fields=["municipality", "person", "id"], name="receipts_of_person"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What a person reads and says on the telephone, e.g. `R-7K3M-9QXA`. Made of the key nobody can guess."""
        word = base64.b32encode(hashlib.sha256(self.pk.bytes).digest()[:5]).decode()
        return f"R-{word[:4]}-{word[4:]}"

    @property
    def title(self) -> str:
        """What it is for, in the language being read."""
        titles = self.about.get("title", {})
        return str(titles.get(get_language() or "ka") or titles.get("ka", ""))

    @property
    def sender(self) -> Actor:
        """Whoever sent it, as they were when they did."""
        return actor_again(self.actor)

    @property
    def is_opened(self) -> bool:
        """Whether something has become of it."""
        return self.state == self.State.OPENED
