"""What was asked of which register about whom, what came back, and which questions are still open.

Questions and replies are never changed or removed; values about the person open only with that person's key.
"""

from enum import StrEnum

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.ports import Trouble
from eroba.capabilities.registers.titles import register_title
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import MunicipalModel


class LookUp(MunicipalModel):
    """A question to a register: about whom, for what, on which ground, in which case, and by whom.

    The official stands here as plain values: the row must still tell the truth when the post is long gone.
    """

    append_only = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="look_ups")
    register = models.CharField(_("register"), max_length=20)
    fields = models.JSONField(_("values asked for"), default=list)
    purpose_ka = models.CharField(max_length=300)
    purpose_en = models.CharField(max_length=300)
    legal_ground_ka = models.CharField(max_length=300)
    legal_ground_en = models.CharField(max_length=300)
    case_number = models.CharField(_("case number"), max_length=40, blank=True)
    account_id = models.UUIDField(null=True)
    role = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=160, blank=True)
    official = models.CharField(max_length=160, blank=True)
    is_own = models.BooleanField(default=False, help_text="The person started the look-up themselves.")
    question_key = models.CharField(max_length=64, help_text="The same for the same question in one case.")
    asked_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("look-up")
        verbose_name_plural = _("look-ups")
        indexes = [
            models.Index(fields=["municipality", "person", "asked_at"], name="look_ups_of_person"),
            models.Index(fields=["municipality", "question_key", "asked_at"], name="look_ups_by_question"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.case_number}".strip()

    @property
    def purpose(self) -> str:
        """Why the register was asked, in the language being read."""
        return self.purpose_en if get_language() == "en" else self.purpose_ka

    @property
    def legal_ground(self) -> str:
        """On which law, in the language being read."""
        return self.legal_ground_en if get_language() == "en" else self.legal_ground_ka

    @property
    def register_title(self) -> str:
        """Names the register in the language being read."""
        return register_title(self.register)


class Outcome(StrEnum):
    """How a question to a register ended."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"


OUTCOME_WORDS = {
    Outcome.FOUND: _("answered"),
    Outcome.NOT_FOUND: _("the register has no entry"),
    Outcome.UNAVAILABLE: _("no answer"),
    Outcome.REFUSED: _("refused by the register"),
}


ANSWERED = (Outcome.FOUND, Outcome.NOT_FOUND)


class Reply(MunicipalModel):
    """What came back once; a question that was asked again has several replies."""

    append_only = True

    look_up = models.ForeignKey(LookUp, on_delete=models.PROTECT, related_name="replies")
    outcome = models.CharField(
        max_length=20, choices=[(one.value, words) for one, words in OUTCOME_WORDS.items()]
    )
    trouble = models.CharField(max_length=20, blank=True, choices=[(one.value, one.label) for one in Trouble])
    values_locked = models.TextField(blank=True)
    as_of = models.DateField(null=True, help_text="The day the values are of, where a copy was asked.")
    answered_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        indexes = [models.Index(fields=["municipality", "outcome", "answered_at"], name="replies_by_outcome")]

    def __str__(self) -> str:
        return self.get_outcome_display()


class OpenQuestion(MunicipalModel):
    """A question of a case that still waits for its answer, and when it is asked again.

    It is written together with the question itself: a process that dies while asking leaves it behind,
    and the worker takes it up.
    """

    look_up = models.OneToOneField(LookUp, on_delete=models.PROTECT, related_name="open_question")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("open question")
        verbose_name_plural = _("open questions")
        indexes = [
            models.Index(
                fields=["municipality", "next_at"],
                condition=models.Q(given_up_at__isnull=True),
                name="open_questions_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.look_up_id} again at {self.next_at:%Y-%m-%d %H:%M}"
