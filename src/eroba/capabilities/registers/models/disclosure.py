"""Questions people ask about a look at their data, and lawful orders to show a look later."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.models.look_ups import LookUp
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import MunicipalModel


class LookQuestion(MunicipalModel):
    """What a person asked about one look at their data, and what the town hall answered; both open with their key."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="+")
    look_up = models.ForeignKey(LookUp, on_delete=models.PROTECT, related_name="questions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="look_questions")
    text_locked = models.TextField()
    asked_at = models.DateTimeField(default=now)
    answer_locked = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("question about a look")
        verbose_name_plural = _("questions about looks")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "look_up"],
                condition=models.Q(answered_at__isnull=True),
                name="one_open_question_per_look",
            )
        ]
        indexes = [models.Index(fields=["municipality", "answered_at"], name="look_questions_open")]

    def __str__(self) -> str:
        return self.matter.number


class DisclosureDelay(MunicipalModel):
    """An order that looks at a person in one case are shown to them only after a day; the order is shown with them."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disclosure_delays")
    case_number = models.CharField(_("case number"), max_length=40)
    ordered_by = models.CharField(_("who ordered it"), max_length=160)
    order_number = models.CharField(_("number of the order"), max_length=60)
    ordered_on = models.DateField(_("day of the order"))
    basis_ka = models.CharField(max_length=300)
    basis_en = models.CharField(max_length=300)
    until_on = models.DateField(_("last day on which it is not shown"))
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.CharField(max_length=160, blank=True)
    disclosed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("delay of disclosure")
        verbose_name_plural = _("delays of disclosure")
        indexes = [
            models.Index(fields=["municipality", "person", "case_number"], name="delays_of_person"),
            models.Index(fields=["municipality", "disclosed_at", "until_on"], name="delays_to_end"),
        ]

    def __str__(self) -> str:
        return f"{self.case_number} until {self.until_on}"

    @property
    def basis(self) -> str:
        """The law behind the order, in the language being read."""
        return self.basis_en if get_language() == "en" else self.basis_ka
