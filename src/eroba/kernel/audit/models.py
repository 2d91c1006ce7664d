"""The journal's tables: entries, the chain over them, the keys of persons, and escapes from a town's scope."""

from django.db import models

from eroba.kernel.base.clock import now
from eroba.kernel.base.ids import uuid7
from eroba.kernel.tenancy.models import MunicipalModel

#: Which columns the chain covers, for each published format. A new column makes a new format; old ones never change.
CHAINED = {
    1: (
        "id municipality_id format at action account_id role unit channel basis subject_id subject_number"
        " before after personal"
    ).split(),
}
FORMAT = max(CHAINED)


class JournalEntry(MunicipalModel):
    """One act: who did what, when, in which role, on which legal basis, and what it changed.

    `before` and `after` hold nothing about a person. What does is in `personal`: for each person's id a text that
    only that person's key opens.
    """

    append_only = True

    format = models.PositiveSmallIntegerField(default=FORMAT)
    at = models.DateTimeField(default=now)
    action = models.CharField(max_length=100)
    account_id = models.UUIDField(null=True)
    role = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    subject_id = models.UUIDField(null=True)
    subject_number = models.CharField(max_length=40, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    personal = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["municipality", "subject_id", "at"], name="journal_by_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_number}".strip()

    def chained_values(self) -> dict:
        """What the chain's hash covers, as plain values: the columns of this entry's published format."""
        return {name: getattr(self, name) for name in CHAINED[self.format]}


class SealedEntry(MunicipalModel):
    """One link of the chain: an entry's place, its hash, and the hash over it and all before it."""

    append_only = True

    sequence = models.PositiveBigIntegerField()
    entry_id = models.UUIDField()
    entry_hash = models.CharField(max_length=64)
    chain_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "sequence"], name="one_link_per_place"),
            models.UniqueConstraint(fields=["municipality", "entry_id"], name="one_link_per_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.chain_hash[:12]}"


class PersonKey(MunicipalModel):
    """The key that opens what the journal and others keep about one person. Erasing destroys it."""

    person_id = models.UUIDField()
    locked_key = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "person_id"], name="one_key_per_person")
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class Escape(models.Model):
    """A look across all towns and its reason; belongs to the installation, not to one town."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(default=now)
    reason = models.CharField(max_length=200)
    process = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.reason


class JournalHead(MunicipalModel):
    """One signed hash over the whole journal as it stood: published, so that nobody can change the past unseen."""

    append_only = True

    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    peaks = models.JSONField()
    made_at = models.DateTimeField(default=now)
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "size"], name="one_head_per_size")]

    def __str__(self) -> str:
        return f"{self.size}: {self.root[:12]}"
