"""Who follows what: a public matter or a topic of the town, with an account or with an e-mail address alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.notify.models.wishes import Pace
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import MunicipalModel

_IS = {
    "account": Q(account__isnull=False),
    "email": Q(account__isnull=True),
    "matter": Q(matter__isnull=False),
    "topic": Q(matter__isnull=True),
}


class Follow(MunicipalModel):
    """Somebody follows something. An address without an account counts only after it was confirmed."""

    matter = models.ForeignKey(
        Matter, on_delete=models.CASCADE, null=True, blank=True, related_name="follows"
    )
    topic = models.CharField(max_length=40, blank=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="ka")
    pace = models.CharField(max_length=10, choices=Pace.choices, default=Pace.AT_ONCE)
    asked_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.CheckConstraint(
                condition=(_IS["matter"] & Q(topic="")) | (_IS["topic"] & ~Q(topic="")),
                name="one_follows_a_matter_or_a_topic",
            ),
            models.CheckConstraint(
                condition=(_IS["account"] & Q(email="")) | (_IS["email"] & ~Q(email="")),
                name="who_follows_is_an_account_or_an_address",
            ),
            *(
                models.UniqueConstraint(
                    fields=["municipality", who, what],
                    condition=_IS[who] & _IS[what],
                    name=f"one_follow_per_{who}_and_{what}",
                )
                for who in ("account", "email")
                for what in ("matter", "topic")
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "matter"], name="followers_of_matter"),
            models.Index(fields=["municipality", "topic"], name="followers_of_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id or 'an address'} follows {self.matter_id or self.topic}"

    @property
    def is_confirmed(self) -> bool:
        """Whether news may be sent: an account is known, an address had to be confirmed."""
        return self.account_id is not None or self.confirmed_at is not None
