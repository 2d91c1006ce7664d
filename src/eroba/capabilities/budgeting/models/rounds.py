"""A participatory round: its rules, its calendar of phases, and the areas that have money of their own."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import TBILISI, now
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.bodies.models import in_language
from eroba.kernel.tenancy.models import MunicipalModel


class Round(MunicipalModel):
    """Money of the town that residents give to projects by ballot, in one year, under rules said beforehand."""

    class State(TextChoices):
        PREPARING = "preparing", _("being prepared")
        OPEN = "open", _("under way")
        CALLED_OFF = "called_off", _("called off")

    class BallotKind(TextChoices):
        APPROVAL = "approval", _("name several projects you want")
        CHOOSE_ONE = "choose_one", _("choose one project")
        RANKING = "ranking", _("put projects in order")
        POINTS = "points", _("share points among projects")
        KNAPSACK = "knapsack", _("fill a basket until the money is spent")

    class Counting(TextChoices):
        GREEDY = "greedy", _("most support first, passing over what is too dear")
        GREEDY_NO_SKIP = "greedy-no-skip", _("most support first, ending at what is too dear")
        EQUAL_SHARES = "equal-shares", _("equal shares: every voter has the same money")

    class Completion(TextChoices):
        NONE = "none", _("what is left stays unspent")
        UTILITARIAN = "utilitarian", _("what is left goes by support")
        ADD1 = "add1", _("everybody’s share is raised as far as the money allows")
        ADD1U = "add1u", _("everybody’s share is raised, then by support")

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="budget_round")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    title_ka = models.CharField(max_length=150)
    title_en = models.CharField(max_length=150, blank=True)
    about_ka = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField()
    ballot_kind = models.CharField(
        max_length=10, choices=BallotKind.choices, default=BallotKind.APPROVAL.value
    )
    min_choices = models.PositiveSmallIntegerField(default=1)
    max_choices = models.PositiveSmallIntegerField(default=5)
    max_points = models.PositiveSmallIntegerField(default=10, help_text="To share among projects.")
    counting = models.CharField(max_length=14, choices=Counting.choices, default=Counting.EQUAL_SHARES.value)
    completion = models.CharField(max_length=11, choices=Completion.choices, default=Completion.ADD1U.value)
    threshold = models.PositiveIntegerField(default=0, help_text="Support a project needs to win at all.")
    quorum = models.PositiveIntegerField(default=0, help_text="Ballots without which nobody wins.")
    min_age = models.PositiveSmallIntegerField(default=16)
    may_change_vote = models.BooleanField(default=False)
    order_seed = models.CharField(max_length=80, blank=True)
    order_drawn_at = models.DateTimeField(null=True, blank=True)
    frozen_text = models.TextField(
        blank=True, help_text="Rules and ballot list as they were when voting opened."
    )
    frozen_hash = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    locked_key = models.BinaryField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    turnout = models.JSONField(default=dict, help_text="Who voted by which way, counted at closing.")
    counted_at = models.DateTimeField(null=True, blank=True)
    key_ends_on = models.DateField(null=True, blank=True)
    key_destroyed_at = models.DateTimeField(null=True, blank=True)
    reason_ka = models.TextField(blank=True, help_text="Why it was called off.")
    is_invented = models.BooleanField(default=False, help_text="Made up for the demonstration.")
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("participatory round")
        verbose_name_plural = _("participatory rounds")
        indexes = [models.Index(fields=["municipality", "state", "-year"], name="rounds_by_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language being read."""
        return in_language(self.title_ka, self.title_en)

    @property
    def about(self) -> str:
        """What the round is about, in the language being read."""
        return in_language(self.about_ka, self.about_en)

    @property
    def is_frozen(self) -> bool:
        """Whether voting opened, and with it the rules can change no more."""
        return self.frozen_at is not None


class Phase(MunicipalModel):
    """One phase of a round, from its first to its last day, with the rule it rests on."""

    class Kind(TextChoices):
        INFORMING = "informing", _("Informing")
        PROPOSING = "proposing", _("Proposing")
        CHECKING = "checking", _("Checking")
        CAMPAIGN = "campaign", _("Campaign")
        VOTING = "voting", _("Voting")
        RESULTS = "results", _("Results")
        IMPLEMENTATION = "implementation", _("Implementation")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    from_on = models.DateField()
    until_on = models.DateField()
    basis_ka = models.CharField(max_length=300, blank=True)
    basis_en = models.CharField(max_length=300, blank=True)
    is_verified = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("phase of a round")
        verbose_name_plural = _("phases of rounds")
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "round", "kind"], name="one_phase_per_kind"),
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="a_phase_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.from_on} – {self.until_on}"

    @property
    def basis(self) -> str:
        """What the phase rests on, in the language being read."""
        return in_language(self.basis_ka, self.basis_en)

    @property
    def opens_at(self) -> dt.datetime:
        """The moment it begins: midnight in Georgia."""
        return dt.datetime.combine(self.from_on, dt.time(0), TBILISI)

    @property
    def closes_at(self) -> dt.datetime:
        """The moment it is over: the midnight after its last day."""
        return dt.datetime.combine(self.until_on + dt.timedelta(days=1), dt.time(0), TBILISI)


class Area(MunicipalModel):
    """The whole town or one district of it, with the money its voters decide about."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="areas")
    place = models.PositiveSmallIntegerField(help_text="Its number within the round, in addresses and files.")
    title_ka = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    is_citywide = models.BooleanField(default=False)
    money = models.PositiveIntegerField(help_text="In whole lari.")

    class Meta:
        verbose_name = _("area of a round")
        verbose_name_plural = _("areas of rounds")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "round", "place"], name="one_area_per_place"),
            models.CheckConstraint(condition=models.Q(money__gte=1), name="an_area_has_money"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name of the area in the language being read."""
        return in_language(self.title_ka, self.title_en)
