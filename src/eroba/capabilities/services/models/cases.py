"""A case: one application on its way, what sources said about it, and what people wrote and brought."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.form_engine.reading import Answer
from eroba.capabilities.services.models.catalogue import Service, ServiceVersion
from eroba.kernel.audit.personal import Safe, safe_in_act, safe_of, safe_with
from eroba.kernel.audit.second_lock import lock_within, new_salt
from eroba.kernel.base.canonical import canonical_json
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.documents.models import Letter, StoredFile
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.models import MunicipalModel


class PaperRequest(MunicipalModel):
    """A paper asked of the applicant; while it is open the town hall's deadline stands still."""

    title = models.CharField(max_length=200)
    reason_locked = models.TextField()
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField(default=now)
    bring_until = models.DateField(null=True)
    supplied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return self.title


class Case(MunicipalModel):
    """An application that was sent. `edition` grows with every change, so that nobody overwrites another."""

    money_facts: Sequence[Any] = ()
    """What a step brought about in money, told together with it; never stored."""

    class WaitsFor(TextChoices):
        TOWN = "town", _("the town hall")
        APPLICANT = "applicant", _("the applicant")
        REGISTERS = "registers", _("the registers")
        NOBODY = "nobody", _("nobody")

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="cases")
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    submission_key = models.UUIDField(help_text="The draft it came from: two clicks make one case.")
    answers_locked = models.TextField()
    sources = models.JSONField(default=dict)
    stage = models.CharField(max_length=60)
    waits_for = models.CharField(max_length=10, choices=WaitsFor.choices)
    is_open = models.GeneratedField(
        expression=~models.Q(waits_for="nobody"), output_field=models.BooleanField(), db_persist=True
    )
    """Kept by the database itself, so that the few open cases lie side by side in an index."""
    outcome = models.CharField(max_length=60, blank=True)
    open_request = models.OneToOneField(
        PaperRequest, on_delete=models.SET_NULL, null=True, related_name="case"
    )
    assigned_to = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    assigned_label = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, help_text="When the town hall's own deadline ends; for lists.")
    received_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        related_name="merged_here",
        help_text="The one that goes on.",
    )
    second_salt = models.BinaryField(
        default=new_salt,
        help_text="Opens what the journal keeps of this application; destroyed with its content.",
    )
    archived_at = models.DateTimeField(null=True, help_text="Since when it is out of the usual lists.")
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=now)
    changed_by = models.CharField(max_length=120, blank=True)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.UUIDField(null=True, help_text="The last official whose look was written down.")

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "submission_key"], name="one_case_per_submission")
        ]
        indexes = [
            models.Index(
                # all that the desk counts and orders by, so that it need not open the cases themselves
                fields=["municipality", "is_open", "due_on", "id", "waits_for", "stage", "assigned_to"],
                name="open_cases_by_deadline",
            ),
            models.Index(
                fields=["municipality", "changed_at"],
                condition=models.Q(archived_at__isnull=True, waits_for="nobody"),
                name="cases_to_archive",
            ),
            models.Index(fields=["municipality", "person", "received_at"], name="cases_of_person"),
            models.Index(
                fields=["municipality", "service", "outcome", "received_at"], name="cases_of_service"
            ),
        ]

    def __str__(self) -> str:
        return self.matter.number

    @cached_property
    def safe(self) -> Safe:
        """The applicant's safe, opened once; from the key read with the case, if it was."""
        if hasattr(self, "locked_key"):
            return safe_with(self.person_id, self.locked_key)
        return safe_of(self.person_id)

    def opened(self, locked: str) -> Any:
        """Open what is kept in the case under the applicant's key; nothing once they were erased."""
        text = self.safe.open(locked) if locked else None
        return json.loads(text) if text else None

    def sealed(self, values: Any) -> str:
        """Lock plain values under the applicant's key, read once for the whole case."""
        return self.safe.lock(canonical_json(values).decode())

    def for_journal(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Values of the applicant as the journal keeps them: readable while the application’s own lock exists."""
        return lock_within(safe_in_act(self.person_id), bytes(self.second_salt), values)

    @property
    def answers(self) -> dict[str, Answer]:
        """What the applicant answered; nothing once they were erased."""
        return self.opened(self.answers_locked) or {}


class SourceAnswer(MunicipalModel):
    """What one source said for a case: a register, with all its values, or an official, about one fact."""

    class Source(TextChoices):
        REGISTER = "register", _("register")
        OFFICIAL = "official", _("official")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="source_answers")
    source = models.CharField(max_length=10, choices=Source.choices)
    code = models.CharField(max_length=60, help_text="The register, or the fact an official established.")
    asked_at = models.DateTimeField(default=now)
    answered_by = models.CharField(max_length=120, blank=True)
    found = models.BooleanField(default=False)
    values_locked = models.TextField(blank=True)
    problem_ka = models.CharField(max_length=300, blank=True)
    problem_en = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "case", "source", "code"], name="one_answer_per_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"

    @property
    def is_answered(self) -> bool:
        """Whether the source answered at all."""
        return not self.problem_ka

    @property
    def problem(self) -> str:
        """Why there is no answer, in the language being read."""
        return self.problem_en if get_language() == "en" else self.problem_ka

    def values(self) -> dict[str, Any]:
        """What was said (an official: `value`, `because`); empty once the person was erased."""
        return self.case.opened(self.values_locked) or {}


class CaseNote(MunicipalModel):
    """A note among officials; the applicant never reads it on a page."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text_locked = models.TextField()
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return str(self.written_at)


class CasePaper(MunicipalModel):
    """A paper of the case: brought by the applicant, or a letter the town hall sent. The Georgian letter binds."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    key = models.CharField(max_length=200, help_text="Idempotency key: the same happening adds one paper.")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    request = models.ForeignKey("PaperRequest", on_delete=models.SET_NULL, null=True, related_name="papers")
    code = models.CharField(max_length=60, blank=True, help_text="The form's field, or which letter it is.")
    name = models.CharField(max_length=200)
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="one_paper_per_key")]
        indexes = [models.Index(fields=["municipality", "case", "added_at"], name="papers_of_case")]

    def __str__(self) -> str:
        return self.name
