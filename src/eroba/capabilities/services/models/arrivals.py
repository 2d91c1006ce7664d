"""Versions of services that came to a town from elsewhere, and what the town answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.base.ordered_json import OrderedJSONField
from eroba.kernel.tenancy.models import MunicipalModel


class ArrivedVersion(MunicipalModel):
    """A version that the national catalogue or an archive lays before this town, and its answer."""

    class Source(TextChoices):
        NATIONAL = "national", _("the national catalogue")
        ARCHIVE = "archive", _("a signed archive")

    class Answer(TextChoices):
        OPEN = "open", _("not answered yet")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        OVERTAKEN = "overtaken", _("overtaken by a newer one")

    code = models.CharField(max_length=60)
    title_ka = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    content = OrderedJSONField()
    source = models.CharField(max_length=10, choices=Source.choices)
    source_number = models.PositiveIntegerField(
        default=0, help_text="Its number in the national catalogue; none for an archive."
    )
    signed_by = models.CharField(max_length=64, blank=True, help_text="The key an archive was signed with.")
    arrived_at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("version that arrived")
        verbose_name_plural = _("versions that arrived")
        ordering = ["-arrived_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code", "content_hash"], name="one_arrival_per_hash"
            )
        ]
        indexes = [
            models.Index(fields=["municipality", "code"], condition=Q(answer="open"), name="arrivals_open")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.content_hash[:12]}"

    @property
    def title(self) -> str:
        """The title in the language being read."""
        return self.title_en if get_language() == "en" else self.title_ka

    @property
    def is_open(self) -> bool:
        """Whether the town still has to answer."""
        return self.answer == self.Answer.OPEN
