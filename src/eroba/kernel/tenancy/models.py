"""The municipality, its settlements, and the base of every row that belongs to one town."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.gathering import is_gathered
from eroba.kernel.base.ids import uuid7
from eroba.kernel.base.text import name_in
from eroba.kernel.tenancy.scope import Everywhere, ScopeMissing, current_scope

#: What the address of a training copy ends with, and the setting of a town that is getting ready to open.
TRAINING_ENDING, PREPARING = "-training", "preparing"


class Municipality(models.Model):
    """A self-governing unit of Georgia, or the tenant of national matters (slug `georgia`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=4, blank=True, help_text="Two-digit treasury code.")
    number_prefix = models.CharField(max_length=5, unique=True)
    name_ka = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    region_ka = models.CharField(max_length=80, blank=True)
    region_en = models.CharField(max_length=80, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_on = models.DateField(null=True, blank=True)
    registered_voters = models.PositiveIntegerField(null=True, blank=True)
    registered_voters_on = models.DateField(null=True, blank=True)
    village_count = models.PositiveSmallIntegerField(null=True, blank=True)
    colour = models.PositiveSmallIntegerField(default=1, help_text="Number in the palette of town colours.")
    domain = models.CharField(max_length=200, blank=True, help_text="The town's own domain, if it has one.")
    address_ka = models.CharField(max_length=200, blank=True)
    address_en = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_open = models.BooleanField(default=False, help_text="Whether this town uses the platform yet.")
    training_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The town this is a training copy of. A copy is never open.",
    )
    settings = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name_ka"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain"], condition=~models.Q(domain=""), name="one_municipality_per_domain"
            ),
            models.CheckConstraint(
                condition=models.Q(training_of__isnull=True) | models.Q(is_open=False, domain=""),
                name="a_training_copy_is_never_open",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The town's name in the language being read."""
        return name_in(get_language(), ka=self.name_ka, en=self.name_en)

    @property
    def region(self) -> str:
        """The region's name in the language being read."""
        return name_in(get_language(), ka=self.region_ka, en=self.region_en)

    @property
    def address(self) -> str:
        """The town hall's address in the language being read."""
        return self.address_en if get_language() == "en" else self.address_ka

    @property
    def is_training(self) -> bool:
        """Whether this is a training copy: invented people, and nothing that leaves it."""
        return self.training_of_id is not None

    @property
    def is_for_practice(self) -> bool:
        """Whether nothing that happens here is meant: a training copy, or any town of the demonstration."""
        return self.is_training or bool(settings.IS_DEMO)

    @property
    def is_in_preparation(self) -> bool:
        """Whether the town hall is getting ready: its desk can be worked at, its pages are not there yet."""
        return not self.is_open and not self.is_training and bool(self.settings.get(PREPARING))

    @property
    def training_of_slug(self) -> str:
        """The address of the town this is a copy of."""
        return self.slug.removesuffix(TRAINING_ENDING)

    @property
    def crest_letter(self) -> str:
        """The letter drawn on the town's crest when it has no picture."""
        return self.name_ka[:1]

    @property
    def crest_file(self) -> str:
        """The fingerprint of the town's own picture of its crest, or nothing."""
        return str(self.settings.get("crest_file", ""))

    @property
    def switched_off(self) -> frozenset[str]:
        """The names of the capabilities this town does not offer."""
        return frozenset(self.settings.get("switched_off", ()))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages this town's pages are offered in; Georgian always is one."""
        own = self.settings.get("languages", [code for code, _name in settings.LANGUAGES])
        return tuple(dict.fromkeys(["ka", *own]))


def worked_for_now() -> Any:
    """The id of the town worked for now, which a new row gets."""
    here = current_scope()
    return None if here is None or isinstance(here, Everywhere) else here.pk


class MunicipalModel(models.Model):
    """A row that belongs to exactly one town. It gets the town worked for now, and can never leave it."""

    belongs_to_a_municipality = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, default=worked_for_now, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the row; outside a municipality this is our mistake and raises ScopeMissing."""
        if current_scope() is None:
            raise ScopeMissing(f"{type(self).__name__} was saved outside any municipality")
        if kwargs.get("force_insert") and is_gathered(self):
            return
        super().save(*args, **kwargs)


class Settlement(MunicipalModel):
    """A town, borough or village of a municipality."""

    class Kind(TextChoices):
        CITY = "city", _("town")
        BOROUGH = "borough", _("borough")
        VILLAGE = "village", _("village")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.VILLAGE)
    name_ka = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name_ka", "kind"], name="one_settlement_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The settlement's name in the language being read."""
        return name_in(get_language(), ka=self.name_ka, en=self.name_en)
