"""A matter is whatever has a number; links tie matters into a thread."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import MunicipalModel


class NumberSeries(MunicipalModel):
    """The last number given in a year for one prefix. Locked while the next is given, so that none is skipped."""

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "prefix", "year"], name="one_series_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.year}: {self.last}"


class Matter(MunicipalModel):
    """Something with a number that people can ask about: an application, a petition, a session."""

    class Visibility(TextChoices):
        PUBLIC = "public", _("everybody")
        PARTIES = "parties", _("those concerned and the town hall")
        STAFF = "staff", _("the staff of the town hall")

    kind = models.CharField(max_length=30)
    number = models.CharField(max_length=40)
    title_ka = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    state = models.CharField(max_length=30, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility.choices, default=Visibility.PARTIES)
    opened_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("matter")
        verbose_name_plural = _("matters")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="one_matter_per_number")
        ]
        indexes = [models.Index(fields=["municipality", "kind", "opened_at"], name="matters_by_kind")]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """The title in the language being read."""
        return self.title_en if get_language() == "en" else self.title_ka


class Link(MunicipalModel):
    """One matter stands in a named relation to another."""

    class Relation(TextChoices):
        ANSWERS = "answers", _("answers")
        AROSE_FROM = "arose_from", _("arose from")
        FUNDS = "funds", _("funds")
        IMPLEMENTS = "implements", _("implements")
        EVIDENCES = "evidences", _("is evidence for")
        REPLACES = "replaces", _("replaces")
        APPEALS = "appeals", _("is an appeal against")
        MERGED = "merged", _("is handled together with")
        RELATED = "related", _("belongs with")

    source = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links_out")
    relation = models.CharField(max_length=20, choices=Relation.choices)
    target = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "relation", "target"], name="one_link_per_relation"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="no_link_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.relation} {self.target_id}"


class Party(MunicipalModel):
    """Somebody whom a matter concerns, and who may therefore read it. Kept by the actions of the matter's owner."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "matter", "person"], name="one_party_per_person"),
            models.UniqueConstraint(
                fields=["municipality", "matter", "account"], name="one_party_per_account"
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ models.Q(account__isnull=False),
                name="a_party_is_a_person_or_an_account",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "person", "matter"], name="matters_of_person"),
            models.Index(fields=["municipality", "account", "matter"], name="matters_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id or self.account_id} in {self.matter_id}"
