"""Who may act for whom, on which basis, how far and how long; and what was done so. Nothing is overwritten."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now, today
from eroba.kernel.tenancy.models import MunicipalModel


class Representation(MunicipalModel):
    """One person may act for another: asked for or offered, confirmed, and ended one day."""

    class Basis(TextChoices):
        PARENT = "parent", _("parent of a child")
        GUARDIAN_OF_MINOR = "guardian_minor", _("guardian of a child")
        GUARDIAN_OF_ADULT = "guardian_adult", _("guardian or supporter of an adult")
        LAWYER = "lawyer", _("power of attorney")
        COMPANY = "company", _("director or employee of a company")
        TRUST = "trust", _("trust given online")

    class Reach(TextChoices):
        ALL = "all", _("all services")
        SERVICE = "service", _("one service")
        CASE = "case", _("one application")

    class State(TextChoices):
        ASKED = "asked", _("waits for confirmation")
        OFFERED = "offered", _("waits for acceptance")
        HOLDS = "holds", _("holds")
        REFUSED = "refused", _("refused")
        ENDED = "ended", _("ended")

    class End(TextChoices):
        REPRESENTED = "represented", _("ended by the represented person")
        REPRESENTATIVE = "representative", _("ended by the representative")
        OFFICIAL = "official", _("ended by the town hall")
        AGE = "age", _("the child came of age")
        TIME = "time", _("its time was over")

    represented = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="represented_by")
    representative = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="represents"
    )
    offered_to = models.EmailField(blank=True, help_text="Whom trust is offered to, until they accept.")
    basis = models.CharField(max_length=20, choices=Basis.choices)
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.ALL)
    target = models.CharField(max_length=80, blank=True, help_text="The service's word or the case's number.")
    from_on = models.DateField(default=today)
    until_on = models.DateField(null=True, blank=True)
    claim_locked = models.TextField(
        blank=True, help_text="What was said of the represented, under their key."
    )
    evidence_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    asked_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=160, blank=True)
    refusal = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=End.choices, blank=True)

    class Meta:
        verbose_name = _("representation")
        verbose_name_plural = _("representations")
        indexes = [
            models.Index(fields=["municipality", "representative", "state"], name="representations_by_whom"),
            models.Index(fields=["municipality", "represented", "state"], name="representations_of_whom"),
            models.Index(fields=["municipality", "state", "until_on"], name="representations_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(represented=models.F("representative")),
                name="nobody_represents_themselves",
            )
        ]

    def __str__(self) -> str:
        return f"{self.representative_id} for {self.represented_id}"

    @property
    def is_of_a_child(self) -> bool:
        """Whether it ends by itself when the represented person comes of age."""
        return self.basis in (self.Basis.PARENT, self.Basis.GUARDIAN_OF_MINOR)


class Deed(MunicipalModel):
    """One act done for another, kept so that the represented person can see it."""

    append_only = True

    representation = models.ForeignKey(Representation, on_delete=models.PROTECT, related_name="deeds")
    at = models.DateTimeField(default=now)
    action = models.CharField(max_length=100)
    subject_id = models.UUIDField(null=True)
    subject_number = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "representation", "at"], name="deeds_of_representation"),
            models.Index(fields=["municipality", "subject_id"], name="deeds_about"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_number}".strip()


def comes_of_age_on(born_on: dt.date) -> dt.date:
    """The day on which somebody is eighteen; who was born on 29 February on 1 March."""
    try:
        return born_on.replace(year=born_on.year + 18)
    except ValueError:
        return dt.date(born_on.year + 18, 3, 1)
