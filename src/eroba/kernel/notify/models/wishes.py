"""What somebody wishes to get: which kind of news, by which channel, how soon, and at which hours not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.notify.timing import Quiet
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import MunicipalModel


class Channel(TextChoices):
    """How news reaches a person."""

    INBOX = "inbox", _("On My page")
    EMAIL = "email", _("By e-mail")
    SMS = "sms", _("By text message")


class Pace(TextChoices):
    """How soon."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day, together")
    WEEKLY = "weekly", _("once a week, together")
    NEVER = "never", _("not at all")


class Wish(MunicipalModel):
    """One choice of an account: this kind of news, by this channel, so soon. Without one the kind's own holds."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    pace = models.CharField(max_length=10, choices=Pace.choices)

    class Meta:
        verbose_name = _("wish about news")
        verbose_name_plural = _("wishes about news")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "account", "kind", "channel"], name="one_wish_per_kind_and_channel"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.channel}: {self.pace}"


class QuietHours(MunicipalModel):
    """The hours in which an account gets neither e-mail nor text messages, except what is urgent."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    from_hour = models.PositiveSmallIntegerField()
    until_hour = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("quiet hours")
        verbose_name_plural = _("quiet hours")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "account"], name="one_quiet_time_per_account"),
            models.CheckConstraint(
                condition=models.Q(from_hour__lt=24, until_hour__lt=24), name="quiet_hours_are_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_hour}–{self.until_hour}"

    @property
    def quiet(self) -> Quiet:
        """The hours themselves."""
        return Quiet(self.from_hour, self.until_hour)
