"""A study of a service that may come: the request on paper, how often, which proofs, what it costs, the decision."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.studies import cost_model
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.tenancy.models import MunicipalModel

MOST_MINUTES, MOST_MONEY = 100_000, 1_000_000


class Study(MunicipalModel):
    """A request that still goes on paper, proposed as a service and studied until it is decided."""

    class State(TextChoices):
        PROPOSED = "proposed", _("proposed")
        STUDIED = "studied", _("being studied")
        TO_BUILD = "to_build", _("to be built")
        NOT_NOW = "not_now", _("not now")
        BUILT = "built", _("built")

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="study")
    title_ka = models.CharField(max_length=190)
    title_en = models.CharField(max_length=190, blank=True)
    need_ka = models.TextField(max_length=2000)
    need_en = models.TextField(max_length=2000, blank=True)
    from_unit = models.CharField(max_length=160, blank=True, help_text="Empty: a resident proposed it.")
    is_our_selection = models.BooleanField(
        default=False, help_text="Chosen and estimated for a demonstration."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    reason_ka = models.TextField(max_length=2000, blank=True)
    reason_en = models.TextField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_label = models.CharField(max_length=120, blank=True)
    service_code = models.CharField(max_length=60, blank=True)
    service_title_ka = models.CharField(max_length=200, blank=True)
    service_title_en = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("study of a service")
        verbose_name_plural = _("studies of services")
        ordering = ["-proposed_at", "id"]
        indexes = [models.Index(fields=["municipality", "-proposed_at"], name="studies_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language being read."""
        return _said(self.title_ka, self.title_en)

    @property
    def need(self) -> str:
        """What is needed, in the language being read."""
        return _said(self.need_ka, self.need_en)

    @property
    def reason(self) -> str:
        """Why it was decided so, in the language being read."""
        return _said(self.reason_ka, self.reason_en)

    @property
    def service_title(self) -> str:
        """The title of the service that came of it."""
        return _said(self.service_title_ka, self.service_title_en)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: as soon as an official has taken it up."""
        return self.state != self.State.PROPOSED


class MonthlyCount(MunicipalModel):
    """How many requests on paper came in one month, and from where one knows it."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="counts")
    month = models.CharField(max_length=7, help_text="2026-10")
    count = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("monthly count")
        verbose_name_plural = _("monthly counts")
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "study", "month"], name="one_count_per_month")
        ]

    def __str__(self) -> str:
        return f"{self.month}: {self.count}"


class RequiredProof(MunicipalModel):
    """A paper that is asked for: who asks, and who holds what it says."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="proofs")
    title_ka = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    asked_by_ka = models.CharField(max_length=160)
    asked_by_en = models.CharField(max_length=160, blank=True)
    held_by_ka = models.CharField(max_length=160, blank=True)
    held_by_en = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("required proof")
        verbose_name_plural = _("required proofs")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The paper, in the language being read."""
        return _said(self.title_ka, self.title_en)

    @property
    def asked_by(self) -> str:
        """Who asks for it, in the language being read."""
        return _said(self.asked_by_ka, self.asked_by_en)

    @property
    def held_by(self) -> str:
        """Who knows it already, in the language being read; nothing when nobody does."""
        return _said(self.held_by_ka, self.held_by_en)


class Step(MunicipalModel):
    """One step of the way to the answer, on paper before or in the service after, with where its figures are from."""

    class Side(TextChoices):
        RESIDENT = cost_model.RESIDENT, _("resident")
        TOWN = cost_model.TOWN, _("town hall")

    class Phase(TextChoices):
        BEFORE = "before", _("on paper")
        AFTER = "after", _("as a service")

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="steps")
    phase = models.CharField(max_length=6, choices=Phase.choices)
    side = models.CharField(max_length=8, choices=Side.choices)
    title_ka = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    minutes = models.DecimalField(
        max_digits=8, decimal_places=1, validators=[MinValueValidator(0), MaxValueValidator(MOST_MINUTES)]
    )
    hourly_rate = models.DecimalField(
        max_digits=8, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(10_000)]
    )
    paid = models.DecimalField(
        max_digits=9, decimal_places=2, default=Decimal(0),
        validators=[MinValueValidator(0), MaxValueValidator(MOST_MONEY)],
    )  # fmt: skip
    share_percent = models.DecimalField(
        max_digits=5, decimal_places=1, default=Decimal(100),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("step of a request")
        verbose_name_plural = _("steps of requests")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What is done, in the language being read."""
        return _said(self.title_ka, self.title_en)

    def as_cost(self) -> cost_model.CostStep:
        """The step as the cost model counts it."""
        return cost_model.CostStep(self.side, self.minutes, self.hourly_rate, self.paid, self.share_percent)


def _said(ka: str, en: str) -> str:
    return en if get_language() == "en" and en else ka
