"""A body with its numbered seats, its terms, and who sat where from which day to which. Nothing is overwritten."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.text import name_in
from eroba.kernel.tenancy.models import MunicipalModel, Settlement


def in_language(ka: str, en: str) -> str:
    """A text in the language being read; Georgian when nobody has translated it."""
    return en if get_language() == "en" and en else ka


class Body(MunicipalModel):
    """Several people who decide or advise together, with a fixed number of seats."""

    class Kind(TextChoices):
        COUNCIL = "council", _("council (Sakrebulo)")
        COMMISSION = "commission", _("commission")
        WORKING_GROUP = "working_group", _("working group")
        BUDGET = "budget", _("participatory budget commission")
        ADVISERS = "advisers", _("council of advisers")
        OTHER = "other", _("another body")

    code = models.SlugField(max_length=60, help_text="Its word in addresses.")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name_ka = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    basis_ka = models.CharField(max_length=200, help_text="The act it rests on.")
    basis_en = models.CharField(max_length=200, blank=True)
    seats_source = models.CharField(max_length=200, blank=True, help_text="What fixes the number of seats.")
    seats_verified = models.BooleanField(default=False, help_text="The number was compared with its source.")
    founded_on = models.DateField()
    is_invented = models.BooleanField(default=False, help_text="Made up for the demonstration.")

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [models.UniqueConstraint(fields=["municipality", "code"], name="one_body_per_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The body's name in the language being read."""
        return name_in(get_language(), ka=self.name_ka, en=self.name_en)

    @property
    def basis(self) -> str:
        """The act it rests on, in the language being read."""
        return in_language(self.basis_ka, self.basis_en)


class Seat(MunicipalModel):
    """A place in a body: its number, how it is filled, and for which part of the town."""

    class Kind(TextChoices):
        CHAIR = "chair", _("chair")
        DEPUTY = "deputy", _("deputy chair")
        MAJORITARIAN = "majoritarian", _("majoritarian")
        PROPORTIONAL = "proportional", _("proportional")
        MEMBER = "member", _("member")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True, blank=True)
    constituency_ka = models.CharField(max_length=120, blank=True)
    constituency_en = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="one_seat_per_number")]

    def __str__(self) -> str:
        return f"{self.number}, {self.get_kind_display()}"

    @property
    def constituency(self) -> str:
        """The part of the town it stands for; empty for the whole town."""
        named = name_in(get_language(), ka=self.constituency_ka, en=self.constituency_en)
        return named or (self.settlement.name if self.settlement else "")


class Term(MunicipalModel):
    """The time for which a body is filled, from its first to its last day. Terms of a body never overlap."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="Its last day, once it is known.")
    basis_ka = models.CharField(max_length=200)
    basis_en = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_term_per_number"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="a_term_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.from_on}–{self.until_on or ''}"

    @property
    def basis(self) -> str:
        """The act it rests on, in the language being read."""
        return in_language(self.basis_ka, self.basis_en)


class Membership(MunicipalModel):
    """Somebody in a seat: a person the town knows, or an office-holder by name; from one day to another."""

    class End(TextChoices):
        TERM = "term", _("the term ended")
        RESIGNED = "resigned", _("resigned")
        DISMISSED = "dismissed", _("the mandate was ended")
        DIED = "died", _("died")
        OTHER = "other", _("another reason")

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="memberships")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    name_ka = models.CharField(max_length=120, help_text="As it stands in public.")
    name_en = models.CharField(max_length=120, blank=True)
    party_ka = models.CharField(max_length=120, blank=True, help_text="Faction or party.")
    party_en = models.CharField(max_length=120, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=End.choices, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        indexes = [models.Index(fields=["municipality", "seat", "from_on"], name="memberships_of_seat")]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(until_on__isnull=True), name="one_open_member_per_seat"
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="a_membership_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The member's name in the language being read."""
        return name_in(get_language(), ka=self.name_ka, en=self.name_en)

    @property
    def party(self) -> str:
        """The member's faction or party in the language being read."""
        return name_in(get_language(), ka=self.party_ka, en=self.party_en)
