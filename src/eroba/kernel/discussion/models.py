"""A discussion under a public matter: comments on two levels, who agrees, who reports, what moderators did.

A name is shown, an e-mail address never: no row here holds one.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import MunicipalModel

EDITABLE_FOR = timedelta(minutes=15)
LONGEST_TEXT = 4000


class HideReason(TextChoices):
    """Why a comment is reported or hidden."""

    INSULT = "insult", _("insult or threat")
    PERSONAL = "personal", _("somebody's personal data")
    HATRED = "hatred", _("hatred or discrimination")
    ADVERTISING = "advertising", _("advertising")
    OFF_TOPIC = "off_topic", _("not about this matter")
    UNLAWFUL = "unlawful", _("against the law in another way")


class Discussion(MunicipalModel):
    """The place to discuss one matter, from one moment to another."""

    class Moderation(TextChoices):
        AFTER = "after", _("comments appear at once and are looked at afterwards")
        BEFORE = "before", _("comments appear after a moderator has looked at them")

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="discussion")
    moderation = models.CharField(max_length=10, choices=Moderation.choices, default=Moderation.AFTER)
    opens_at = models.DateTimeField(default=now)
    closes_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")

    def __str__(self) -> str:
        return str(self.matter_id)

    def is_open(self, at: datetime | None = None) -> bool:
        """Whether one can write now."""
        moment = at or now()
        return self.opens_at <= moment and (self.closes_at is None or moment < self.closes_at)


class PublicName(MunicipalModel):
    """The name under which an account writes in this town, when it chose one."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "account"], name="one_public_name_per_account")
        ]

    def __str__(self) -> str:
        return self.name


class Comment(MunicipalModel):
    """One comment, or an answer to one. Answers have no answers of their own."""

    class State(TextChoices):
        WAITING = "waiting", _("waits for a moderator")
        SHOWN = "shown", _("shown")
        HIDDEN = "hidden", _("hidden")
        WITHDRAWN = "withdrawn", _("withdrawn by its author")

    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="comments")
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=170, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN)
    written_at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True, blank=True)
    agree_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [
            models.Index(fields=["municipality", "discussion", "written_at"], name="comments_of_discussion"),
            models.Index(fields=["municipality", "account", "written_at"], name="comments_of_account"),
            models.Index(fields=["municipality", "state"], name="comments_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"

    @property
    def number(self) -> str:
        """The number of the matter, under which the journal finds acts on this comment."""
        return self.discussion.matter.number

    def is_editable(self, at: datetime | None = None) -> bool:
        """Whether its author may still change its words."""
        is_there = self.state in (self.State.SHOWN, self.State.WAITING)
        return is_there and (at or now()) < self.written_at + EDITABLE_FOR


class Edition(MunicipalModel):
    """What a comment said before it was edited. Goes when its author's data is erased."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="editions")
    text = models.TextField()
    until_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["until_at", "id"]

    def __str__(self) -> str:
        return f"{self.comment_id} until {self.until_at}"


class Agreement(MunicipalModel):
    """An account agrees with a comment; once."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="agreements")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "account"], name="one_agreement_per_account")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} agrees with {self.comment_id}"


class Report(MunicipalModel):
    """Somebody thinks that a moderator should look at a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20, choices=HideReason.choices)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "account"], name="one_report_per_account")]
        indexes = [models.Index(fields=["municipality", "settled_at"], name="reports_by_settled")]

    def __str__(self) -> str:
        return f"{self.reason} {self.comment_id}"


class Hiding(MunicipalModel):
    """A moderator hid a comment, for a public reason; it may be undone, and its author may appeal once."""

    class Outcome(TextChoices):
        UPHELD = "upheld", _("the comment stays hidden")
        LIFTED = "lifted", _("the comment is shown again")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="hidings")
    reason = models.CharField(max_length=20, choices=HideReason.choices)
    words = models.CharField(max_length=500)
    by_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=now)
    undone_at = models.DateTimeField(null=True, blank=True)
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    outcome_words = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment"], condition=models.Q(undone_at__isnull=True), name="one_hiding_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.comment_id}"
