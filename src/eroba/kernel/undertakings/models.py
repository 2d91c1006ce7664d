"""A promise of the town hall: its own public matter, a day, what was answered, what shows that it was kept.

Whether it is late is never stored: it follows from the day, so nobody can forget to say it.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now, today
from eroba.kernel.matters.models import Matter
from eroba.kernel.tenancy.models import MunicipalModel


@dataclass(frozen=True)
class Words:
    """A text in Georgian, and in English where somebody has translated it."""

    ka: str
    en: str = ""

    def __str__(self) -> str:
        return self.en if get_language() == "en" and self.en else self.ka


class Standing(TextChoices):
    """How a promise stands on a day, as everybody may read."""

    OPEN = "open", _("under way")
    LATE = "late", _("late")
    KEPT = "kept", _("kept")
    BROKEN = "broken", _("not kept")
    REPLACED = "replaced", _("replaced by another promise")


class Undertaking(MunicipalModel):
    """What a body or unit of the town promised in public to do by a day."""

    class State(TextChoices):
        OPEN = "open", _("under way")
        KEPT = "kept", _("kept")
        BROKEN = "broken", _("not kept")
        REPLACED = "replaced", _("replaced by another promise")

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="undertaking")
    promised_by_ka = models.CharField(max_length=160)
    promised_by_en = models.CharField(max_length=160, blank=True)
    text_ka = models.TextField()
    text_en = models.TextField(blank=True)
    promised_on = models.DateField(default=today)
    first_due_on = models.DateField(help_text="The day that was promised at first; it never changes.")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer_ka = models.TextField(blank=True)
    answer_en = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    late_announced_for = models.DateField(
        null=True, blank=True, help_text="The due day that was announced as passed."
    )
    due_soon_announced_for = models.DateField(
        null=True, blank=True, help_text="The due day of which whoever promised was reminded."
    )

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", ended_on__isnull=True)
                | (~models.Q(state="open") & models.Q(ended_on__isnull=False)),
                name="an_ended_promise_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("first_due_on")), name="a_promise_is_put_off_only"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state", "due_on"], name="promises_by_due_day")]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def text(self) -> Words:
        """What was promised."""
        return Words(self.text_ka, self.text_en)

    @property
    def promised_by(self) -> Words:
        """Who promised it."""
        return Words(self.promised_by_ka, self.promised_by_en)

    @property
    def answer(self) -> Words:
        """What the town hall last said about it."""
        return Words(self.answer_ka, self.answer_en)

    def standing(self, on: date | None = None) -> Standing:
        """How it stands on a day, today unless another is named."""
        if self.state == self.State.OPEN and self.due_on < (on or today()):
            return Standing(str(Standing.LATE))
        return Standing(self.state)

    @property
    def days_late(self) -> int:
        """By how many days it was, or by now is, later than promised at first."""
        return max(0, ((self.ended_on or today()) - self.first_due_on).days)


class Evidence(MunicipalModel):
    """Something anybody can look at that shows how a promise stands: a page, a picture, a report."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=500)
    added_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_photo(self) -> bool:
        """Whether it is a photo that this site shows itself: of our own pictures the address ends so."""
        return self.address.startswith("/") and self.address.endswith("/photo/")


class Change(MunicipalModel):
    """One line of a promise's public history, with its reason. Nobody takes it back."""

    append_only = True

    class Kind(TextChoices):
        PROMISED = "promised", _("Promised")
        ANSWERED = "answered", _("Answered")
        POSTPONED = "postponed", _("Put off")
        KEPT = "kept", _("Kept")
        BROKEN = "broken", _("Given up")
        REPLACED = "replaced", _("Replaced by another promise")
        LATE = "late", _("The day passed")

    undertaking = models.ForeignKey(Undertaking, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(default=now)
    by_label = models.CharField(max_length=120, blank=True)
    due_before = models.DateField(null=True)
    due_on = models.DateField()
    words_ka = models.TextField(blank=True)
    words_en = models.TextField(blank=True)

    class Meta:
        verbose_name = _("change of a promise")
        verbose_name_plural = _("changes of promises")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.undertaking_id}"

    @property
    def words(self) -> Words:
        """The reason, or what was answered."""
        return Words(self.words_ka, self.words_en)
