"""Who voted, and how was voted: two tables that nothing ties together, without a time and with ids of pure chance."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting.models.rounds import Area, Round
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.tenancy.models import MunicipalModel


class Mark(MunicipalModel):
    """That somebody voted, or was handed a code: a hash under the round's own key, which is destroyed in the end."""

    class Channel(TextChoices):
        ACCOUNT = "account", _("with an account")
        CODE = "code", _("handed a printed code")
        ASSISTED = "assisted", _("with the help of an official")

    # ids of the house begin with the time; here the time would tie a person to a ballot
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="marks")
    is_citywide = models.BooleanField()
    number_hash = models.CharField(max_length=64, editable=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)

    class Meta:
        verbose_name = _("mark of a voter")
        verbose_name_plural = _("marks of voters")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "round", "is_citywide", "number_hash"], name="one_vote_per_resident"
            )
        ]

    def __str__(self) -> str:
        return str(self.channel)


class VotingCode(MunicipalModel):
    """A printed code for one voter, good once for the whole town and once for one district; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64, editable=False)
    is_used_citywide = models.BooleanField(default=False)
    is_used_in_district = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("voting code")
        verbose_name_plural = _("voting codes")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "round", "code_hash"], name="one_code_per_round")
        ]

    def __str__(self) -> str:
        return self.code_hash[:8]


class CodeTry(MunicipalModel):
    """A wrong code from some address, hashed with the day; counted so that nobody can guess, forgotten after a day."""

    address_hash = models.CharField(max_length=24)
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("try of a code")
        verbose_name_plural = _("tries of codes")
        indexes = [models.Index(fields=["municipality", "address_hash", "at"], name="code_tries_by_address")]

    def __str__(self) -> str:
        return f"{self.address_hash[:8]} {self.at}"


class Ballot(MunicipalModel):
    """What one voter chose in one area, known only by the hash of the receipt its voter holds."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="ballots")
    receipt_hash = models.CharField(max_length=64)
    choices = models.JSONField(
        help_text="Pairs of a number on the ballot and its points, in the voter's order."
    )

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "area", "receipt_hash"], name="one_ballot_per_receipt"
            )
        ]

    def __str__(self) -> str:
        return self.receipt_hash[:12]


class Outcome(MunicipalModel):
    """The result of one area, as it was counted from the published file."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="outcome")
    counted_at = models.DateTimeField(default=now)
    voters = models.PositiveIntegerField()
    is_quorate = models.BooleanField(default=True)
    file_hash = models.CharField(max_length=64, blank=True)
    official = models.JSONField(help_text="What `eroba tally` says of the file by the frozen rule.")
    other = models.JSONField(help_text="The same by the other method, for comparison.")

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self) -> str:
        return f"{self.area_id}: {self.voters}"
