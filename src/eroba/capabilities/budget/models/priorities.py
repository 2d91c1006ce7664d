"""The priorities document: programmes with aim, indicators and four years of money; and what meetings said of it."""

from decimal import Decimal

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.tenancy.models import MunicipalModel

YEARS = 4


class Priorities(MunicipalModel):
    """The town's priorities for four years, first as a draft for the meetings, then as adopted by the council."""

    class State(TextChoices):
        WRITING = "writing", _("being written")
        DRAFT = "draft", _("draft, open for remarks")
        ADOPTED = "adopted", _("adopted")

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="priorities")
    first_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITING)
    is_example = models.BooleanField(default=False, help_text="Made up for a demonstration.")
    published_at = models.DateTimeField(null=True)
    adopted_on = models.DateField(null=True)
    adopted_by = models.CharField(max_length=200, blank=True, help_text="The council's resolution.")

    class Meta:
        verbose_name = _("priorities document")
        verbose_name_plural = _("priorities documents")
        ordering = ["-first_year"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "first_year"], name="one_document_per_first_year")
        ]

    def __str__(self) -> str:
        return gettext("Priorities for %(first)s to %(last)s") % {
            "first": self.first_year,
            "last": self.first_year + YEARS - 1,
        }

    @property
    def years(self) -> list[int]:
        """The four years it is for."""
        return list(range(self.first_year, self.first_year + YEARS))


class Programme(MunicipalModel):
    """A programme as one stage of the document says it; the draft stays as it was laid before the meetings."""

    class Stage(TextChoices):
        DRAFT = "draft", _("as laid open")
        FINAL = "final", _("as adopted")

    document = models.ForeignKey(Priorities, on_delete=models.PROTECT, related_name="programmes")
    stage = models.CharField(max_length=5, choices=Stage.choices, default=Stage.DRAFT)
    code = models.CharField(max_length=40)
    priority_ka = models.CharField(max_length=200)
    priority_en = models.CharField(max_length=200, blank=True)
    title_ka = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    aim_ka = models.TextField(max_length=2000)
    aim_en = models.TextField(max_length=2000, blank=True)
    result_ka = models.TextField(max_length=2000)
    result_en = models.TextField(max_length=2000, blank=True)
    money_1 = models.BigIntegerField(default=0, help_text="Tetri in the first of the four years.")
    money_2 = models.BigIntegerField(default=0)
    money_3 = models.BigIntegerField(default=0)
    money_4 = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "document", "stage", "code"], name="one_programme_per_stage"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def said(self, name: str) -> str:
        """One of its texts (`title`, `aim`, `result`, `priority`) in the language being read."""
        english = getattr(self, f"{name}_en") if get_language() == "en" else ""
        return str(english or getattr(self, f"{name}_ka"))

    @property
    def title(self) -> str:
        """Its name in the language being read."""
        return self.said("title")

    @property
    def aim(self) -> str:
        """What it is for."""
        return self.said("aim")

    @property
    def result(self) -> str:
        """What is expected of it."""
        return self.said("result")

    @property
    def money(self) -> list[int]:
        """What it gets in each of the four years, in tetri."""
        return [self.money_1, self.money_2, self.money_3, self.money_4]


class Indicator(MunicipalModel):
    """By what one sees whether a programme did what it was for: where it begins, and where it should come."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="indicators")
    title_ka = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    baseline = models.DecimalField(max_digits=14, decimal_places=2)
    target = models.DecimalField(max_digits=14, decimal_places=2)
    tolerance_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What is measured, in the language being read."""
        return self.title_en if get_language() == "en" and self.title_en else self.title_ka


class Remark(MunicipalModel):
    """What somebody said at a budget meeting, and what the town hall answered; public, without a name."""

    document = models.ForeignKey(Priorities, on_delete=models.PROTECT, related_name="remarks")
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="budget_remark")
    programme_code = models.CharField(max_length=40, blank=True)
    met_on = models.DateField()
    place = models.CharField(max_length=160)
    text = models.TextField(max_length=2000)
    answer_ka = models.TextField(max_length=4000, blank=True)
    answer_en = models.TextField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("remark of a meeting")
        verbose_name_plural = _("remarks of meetings")
        ordering = ["met_on", "id"]

    def __str__(self) -> str:
        return self.matter.number

    @property
    def answer(self) -> str:
        """The answer in the language being read."""
        return self.answer_en if get_language() == "en" and self.answer_en else self.answer_ka
