"""An application being filled in: pinned to a version, kept for a while, readable by its person only."""

import datetime as dt
import json
from collections.abc import Mapping

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.form_engine.reading import Answer
from eroba.capabilities.services.models.catalogue import Service, ServiceVersion
from eroba.capabilities.services.models.sealed import open_sealed, seal
from eroba.kernel.audit.personal import Safe, safe_of, safe_with
from eroba.kernel.base.canonical import canonical_json
from eroba.kernel.base.clock import now
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import MunicipalModel

KEPT_FOR = dt.timedelta(days=30)


def kept_until() -> dt.datetime:
    """Until when a draft saved now is kept."""
    return now() + KEPT_FOR


class Draft(MunicipalModel):
    """One person's unfinished application for one service; each page saved adds to it."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="drafts")
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    answers_locked = models.TextField(blank=True)
    visited = models.JSONField(default=list)
    sources = models.JSONField(default=dict, help_text="Field -> the register its value came from.")
    started_at = models.DateTimeField(default=now)
    saved_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(default=kept_until)
    is_left = models.BooleanField(
        default=False, help_text="It was sent and could not be opened yet; its person may begin another one."
    )

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "service"],
                condition=models.Q(is_left=False),
                name="one_draft_per_person_and_service",
            )
        ]
        indexes = [models.Index(fields=["municipality", "expires_at"], name="drafts_by_expiry")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers so far; nothing once the person was erased."""
        if hasattr(self, "locked_key") and self.answers_locked:
            text = self.safe.open(self.answers_locked)
            return json.loads(text) if text else {}
        return open_sealed(self.person_id, self.answers_locked) or {}

    def sealed(self, answers: Mapping[str, Answer]) -> str:
        """Answers locked under the person's key. Raises Erased when they were erased."""
        return self.safe.lock(canonical_json(answers).decode())

    @cached_property
    def safe(self) -> Safe:
        """The person's safe, opened once; from the key read with the draft, if it was."""
        return (
            safe_with(self.person_id, self.locked_key)
            if hasattr(self, "locked_key")
            else safe_of(self.person_id)
        )

    def keep(self, answers: dict[str, Answer]) -> None:
        """Lock answers under the person's key and start the time of keeping anew. Does not save."""
        self.answers_locked = seal(self.person_id, answers)
        self.saved_at, self.expires_at = now(), kept_until()

    @property
    def is_expired(self) -> bool:
        """Whether the time of keeping is over."""
        return self.expires_at < now()


class DraftPaper(MunicipalModel):
    """A paper uploaded into a draft, for one field of the form."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="papers")
    field_code = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "draft", "field_code"], name="one_draft_paper_per_field"
            )
        ]

    def __str__(self) -> str:
        return self.name
