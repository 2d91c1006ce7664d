"""A notice: one message to one person about one matter, readable on My page; and its ways out, by e-mail or text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.notify.models.follows import Follow
from eroba.kernel.notify.models.wishes import Channel, Pace
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.models import MunicipalModel


class Notice(MunicipalModel):
    """One message. Its text is written when it is made, in the language of the person it goes to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="notices")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="notices")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, null=True)
    follow = models.ForeignKey(
        Follow, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    kind = models.CharField(max_length=60, default="notify.general")
    key = models.CharField(max_length=200, help_text="Idempotency key: the same happening writes one notice.")
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    path = models.CharField(
        max_length=300, blank=True, help_text="Where to read on, below the site's address."
    )
    written_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    is_in_inbox = models.BooleanField(default=True, help_text="Whether it is shown on My page.")

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="one_notice_per_key")]
        indexes = [models.Index(fields=["municipality", "account", "read_at"], name="notices_of_account")]

    def __str__(self) -> str:
        return self.subject

    @property
    def email_problem(self) -> str:
        """Why the mail server will never deliver it, in its own words."""
        problems = [one.problem for one in self.sendings.all() if one.channel == Channel.EMAIL]
        return problems[0] if problems else ""


class Digest(MunicipalModel):
    """Several notices to one reader in one e-mail."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    email = models.EmailField(blank=True, help_text="Of somebody who follows without an account.")
    language = models.CharField(max_length=5)
    pace = models.CharField(max_length=10, choices=Pace.choices)
    made_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")

    def __str__(self) -> str:
        return f"{self.pace} {self.made_at:%Y-%m-%d}"


class Sending(MunicipalModel):
    """One notice on its way out by one channel: at once, after the quiet hours, or in a digest."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="sendings")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    pace = models.CharField(max_length=10, choices=Pace.choices)
    due_at = models.DateTimeField(default=now)
    let_go_at = models.DateTimeField(null=True, help_text="When it was handed to whoever sends.")
    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, null=True, related_name="sendings")
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(
        max_length=200,
        blank=True,
        help_text="Why it will never arrive, in the words of whoever should bring it.",
    )
    segment_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "notice", "channel"], name="one_sending_per_channel"
            )
        ]
        indexes = [
            models.Index(
                fields=["municipality", "due_at"],
                condition=models.Q(let_go_at__isnull=True),
                name="sendings_held_back",
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} by {self.channel}"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do: it left, or never will."""
        return self.sent_at is not None or bool(self.problem)
