"""A notice: one message to one person about one matter, readable on My page, and sent by e-mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Account, Person
from eroba.kernel.tenancy.models import MunicipalModel


class Notice(MunicipalModel):
    """One message. Its text is written when it is made, in the language of the person it goes to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="notices")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="notices")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, null=True)
    key = models.CharField(max_length=200, help_text="Idempotency key: the same happening writes one notice.")
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    path = models.CharField(
        max_length=300, blank=True, help_text="Where to read on, below the site's address."
    )
    written_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    emailed_at = models.DateTimeField(null=True)
    email_problem = models.CharField(
        max_length=200, blank=True, help_text="Why the mail server will never deliver it, in its own words."
    )

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="one_notice_per_key")]
        indexes = [models.Index(fields=["municipality", "account", "read_at"], name="notices_of_account")]

    def __str__(self) -> str:
        return self.subject
