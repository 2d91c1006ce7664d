"""What happened, and whom it still has to reach."""

from typing import Any

from django.db import models

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.registry.shelf import fact_types
from eroba.kernel.tenancy.models import MunicipalModel


class FactRecord(MunicipalModel):
    """A fact as it was written, in the same transaction as the change it tells of."""

    append_only = True

    name = models.CharField(max_length=80)
    matter_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)
    actor_label = models.CharField(max_length=120, blank=True)
    shown_to = models.CharField(max_length=10)
    payload = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["municipality", "matter_id", "at"], name="facts_of_matter")]

    def __str__(self) -> str:
        return self.name

    @property
    def fact(self) -> Fact:
        """The fact itself, with its sentence."""
        kind: Any = fact_types()[self.name]
        return kind.from_payload(self.matter_id, self.payload)

    def words(self) -> str:
        """The fact's sentence in the language being read; a fact nobody knows any more shows its name."""
        return self.fact.words() if self.name in fact_types() else self.name


class Delivery(MunicipalModel):
    """One fact on its way to one listener: tried until it arrives, at most by one worker at a time."""

    class State(TextChoices):
        WAITING = "waiting"
        DONE = "done"
        DEAD = "dead"
        GIVEN_UP = "given_up"

    fact = models.ForeignKey(FactRecord, on_delete=models.PROTECT, related_name="deliveries")
    listener = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    attempts_before = models.PositiveSmallIntegerField(
        default=0, help_text="How many of them had been made when somebody let it be tried anew."
    )
    next_at = models.DateTimeField(default=now)
    leased_until = models.DateTimeField(null=True)
    last_problem = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    given_up_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "listener"], name="one_delivery_per_listener")]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(state="waiting"), name="deliveries_waiting"),
            models.Index(
                fields=["municipality", "state", "id"],
                condition=~models.Q(state="done"),
                name="deliveries_not_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact_id} to {self.listener}"

    @property
    def attempts_now(self) -> int:
        """How often it was tried since it was last let be tried anew."""
        return self.attempts - self.attempts_before

    @property
    def key(self) -> str:
        """The idempotency key: the same at each attempt, different for each fact and listener."""
        return f"{self.fact_id}:{self.listener}"
