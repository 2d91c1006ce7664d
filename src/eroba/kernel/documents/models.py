"""Files, letters and seals as rows; the bytes themselves lie on the shelf (storage.py)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.audit.personal import safe_in_act
from eroba.kernel.audit.second_lock import lock_within, new_salt
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.base.ids import uuid7
from eroba.kernel.documents.seal import PublishedKey
from eroba.kernel.tenancy.models import Municipality, MunicipalModel

LONGEST_REASON = 300


class StoredFile(MunicipalModel):
    """A file somebody sent or the town made: its fingerprint, and what it was called."""

    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    media_type = models.CharField(max_length=100)
    original_name = models.CharField(max_length=200)
    account_id = models.UUIDField(null=True, blank=True, help_text="Whose account sent it.")
    person_id = models.UUIDField(null=True, blank=True, help_text="Whom it is about.")
    kept_at = models.DateTimeField(default=now)
    destroy_on = models.DateField(null=True, blank=True, help_text="The law keeps it so long after erasure.")
    destroyed_at = models.DateTimeField(null=True, blank=True, help_text="Since when the bytes are gone.")
    second_salt = models.BinaryField(
        default=new_salt, help_text="Opens what the journal keeps of this file; destroyed with it."
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [
            models.Index(fields=["municipality", "sha256"], name="files_by_fingerprint"),
            models.Index(fields=["municipality", "person_id"], name="files_by_person"),
            models.Index(fields=["municipality", "destroy_on"], name="files_to_destroy"),
        ]

    def __str__(self) -> str:
        return self.original_name

    def for_journal(self, values: Mapping[str, Any]) -> Mapping[UUID, Mapping[str, Any]]:
        """Words about this file as the journal keeps them: under its person's lock and the file’s own.

        Nothing for a file of nobody, or of somebody erased: the words stand beside the file alone. A version is
        written down under the lock of the paper it belongs to, for the journal knows it by that paper.
        """
        safe = safe_in_act(self.person_id) if self.person_id else None
        if safe is None or safe.key is None:
            return {}
        return {safe.person_id: lock_within(safe, bytes(self.second_salt), values)}


class FileVersion(MunicipalModel):
    """One version of a paper. A paper is known by the file it began with; a file alone has one version, itself."""

    class Kind(TextChoices):
        FIRST = "first", _("the first one")
        REPLACED = "replaced", _("replaced by another file")
        REDACTED = "redacted", _("blackened")
        RESTORED = "restored", _("an earlier version again")

    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    because = models.CharField(max_length=500, blank=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "paper", "number"], name="one_file_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.number}"


class FileTrouble(models.Model):
    """A file that is missing or was changed on the shelf.

    Names no person and stands outside the towns' wall: whoever watches over the installation sees it.
    """

    class Kind(TextChoices):
        MISSING = "missing", _("missing")
        DAMAGED = "damaged", _("changed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    found_at = models.DateTimeField(default=now)
    mended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "sha256"], name="one_trouble_per_file")
        ]

    def __str__(self) -> str:
        return self.sha256


class SealCertificate(models.Model):
    """The public half of a town's seal. Belongs to everybody, so it stands outside the towns' wall."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    key_id = models.CharField(max_length=16, unique=True)
    town_name = models.CharField(max_length=160, help_text="As the certificate names the town.")
    public_key = models.BinaryField()
    seal_certificate = models.BinaryField()
    authority_certificate = models.BinaryField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("seal certificate")
        verbose_name_plural = _("seal certificates")

    def __str__(self) -> str:
        return self.key_id

    def published(self) -> PublishedKey:
        """Give the certificate as a value that needs no database."""
        return PublishedKey(
            key_id=self.key_id,
            municipality=self.municipality.slug,
            municipality_name=self.town_name,
            public_key=bytes(self.public_key),
            seal_certificate=bytes(self.seal_certificate),
            authority_certificate=bytes(self.authority_certificate),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            withdrawn_on=self.withdrawn_on,
        )


class SealKey(MunicipalModel):
    """The private half of a town's seal, locked away under the installation's key."""

    certificate = models.OneToOneField(SealCertificate, on_delete=models.PROTECT, related_name="+")
    locked_statement_key = models.BinaryField()
    locked_certificate_key = models.BinaryField()
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("seal key")
        verbose_name_plural = _("seal keys")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], condition=models.Q(is_current=True), name="one_current_seal"
            )
        ]

    def __str__(self) -> str:
        return str(self.certificate_id)


class Letter(MunicipalModel):
    """A letter the town issued about something, with the statement it signed."""

    class State(TextChoices):
        ISSUED = "issued", _("in force")
        WITHDRAWN = "withdrawn", _("withdrawn")

    subject_id = models.UUIDField(null=True, blank=True, help_text="The matter it is about.")
    subject_number = models.CharField(max_length=40)
    kind = models.CharField(max_length=30)
    outcome = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="letters")
    code = models.CharField(max_length=20, unique=True)
    statement = models.JSONField()
    certificate = models.ForeignKey(SealCertificate, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    issued_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=LONGEST_REASON, blank=True)
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The letter in whose place this one was issued.",
    )

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["issued_at", "id"]
        indexes = [models.Index(fields=["municipality", "subject_id"], name="letters_by_subject")]

    def __str__(self) -> str:
        return self.code

    @property
    def number(self) -> str:
        """The number of the matter it is about."""
        return self.subject_number

    @property
    def is_withdrawn(self) -> bool:
        """Whether the letter counts no longer."""
        return self.state == self.State.WITHDRAWN


class LetterCode(models.Model):
    """Which town a code belongs to, so that /verify/ finds the town without looking into any of them."""

    code = models.CharField(max_length=20, primary_key=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.code
