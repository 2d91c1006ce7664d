"""What a person said about being asked about in a private register: agreed, declined, or took it back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import MunicipalModel


class ConsentWord(MunicipalModel):
    """One word of a person about one register; the last one holds, and none is ever changed or removed."""

    append_only = True

    class Said(TextChoices):
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("did not agree")
        WITHDREW = "withdrew", _("took the consent back")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consent_words")
    register = models.CharField(_("register"), max_length=20)
    said = models.CharField(max_length=10, choices=Said.choices)
    contract_number = models.CharField(max_length=60, blank=True, help_text="The contract it was said under.")
    said_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("word on consent")
        verbose_name_plural = _("words on consent")
        indexes = [
            models.Index(
                fields=["municipality", "person", "register", "said_at"], name="consent_words_of_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.register}: {self.said}"
