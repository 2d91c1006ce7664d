"""A project of a round: what a resident proposes, what was found out about it, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting.models.rounds import Area, Round
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.bodies.models import in_language
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import MunicipalModel, Settlement
from eroba.kernel.undertakings.models import Undertaking


class Project(MunicipalModel):
    """Something a resident proposes to do with the money of a round."""

    class State(TextChoices):
        PROPOSED = "proposed", _("being checked")
        READY = "ready", _("may stand on the ballot")
        REFUSED = "refused", _("cannot stand on the ballot")
        MERGED = "merged", _("merged with another")
        WITHDRAWN = "withdrawn", _("taken off the list")
        LISTED = "listed", _("on the ballot")
        WON = "won", _("won")
        LOST = "lost", _("did not win")
        BUILDING = "building", _("being carried out")
        BUILT = "built", _("finished")

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="budget_project")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="projects")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="projects")
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    shows_author = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    title_ka = models.CharField(max_length=150)
    title_en = models.CharField(max_length=150, blank=True)
    about = models.TextField()
    where = models.CharField(max_length=200, blank=True)
    settlement = models.ForeignKey(
        Settlement, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    asked_cost = models.PositiveIntegerField(help_text="What its author thinks it costs, in whole lari.")
    cost = models.PositiveIntegerField(null=True, blank=True, help_text="What the town hall found it costs.")
    photo = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    search_key = models.TextField(editable=False)
    proposed_at = models.DateTimeField(default=now)
    answer = models.TextField(blank=True, help_text="What its author says to the checks.")
    answered_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
    group = models.CharField(
        max_length=40, blank=True, help_text="Of the projects with the same word one can be built at most."
    )
    lot = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Its number on the ballot.")
    undertaking = models.OneToOneField(
        Undertaking, on_delete=models.PROTECT, null=True, blank=True, related_name="budget_project"
    )

    class Meta:
        verbose_name = _("project of a round")
        verbose_name_plural = _("projects of rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "round", "lot"],
                condition=models.Q(lot__isnull=False),
                name="one_project_per_lot",
            )
        ]
        indexes = [models.Index(fields=["municipality", "round", "state"], name="projects_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language being read."""
        return in_language(self.title_ka, self.title_en)

    @property
    def price(self) -> int:
        """What it costs in lari: as found by the town hall, or as its author thinks."""
        return self.asked_cost if self.cost is None else self.cost

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it would stand: its own place, or its village’s."""
        if self.latitude is not None and self.longitude is not None:
            return float(self.latitude), float(self.longitude)
        place = self.settlement
        if place is None or place.latitude is None or place.longitude is None:
            return None
        return float(place.latitude), float(place.longitude)


class Finding(MunicipalModel):
    """What a unit found out about one side of a project, with its reasons; everybody reads it."""

    class Aspect(TextChoices):
        FEASIBLE = "feasible", _("Can it be done")
        COST = "cost", _("What it costs")
        LAWFUL = "lawful", _("Is it lawful")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="findings")
    aspect = models.CharField(max_length=8, choices=Aspect.choices)
    is_met = models.BooleanField()
    words_ka = models.TextField()
    words_en = models.TextField(blank=True)
    unit = models.CharField(max_length=160, blank=True)
    found_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["aspect"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "project", "aspect"], name="one_finding_per_aspect"
            )
        ]

    def __str__(self) -> str:
        return f"{self.aspect} {self.project_id}"

    @property
    def words(self) -> str:
        """The reasons, in the language being read."""
        return in_language(self.words_ka, self.words_en)


class Merger(MunicipalModel):
    """Two projects that ask for nearly the same, offered to become one; both authors have to agree."""

    kept = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="mergers_kept")
    joined = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="mergers_joined")
    because = models.TextField()
    offered_at = models.DateTimeField(default=now)
    kept_agreed_at = models.DateTimeField(null=True, blank=True)
    joined_agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_declined = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("merger of projects")
        verbose_name_plural = _("mergers of projects")
        constraints = [
            models.CheckConstraint(condition=~models.Q(kept=models.F("joined")), name="a_merger_has_two"),
            models.UniqueConstraint(
                fields=["municipality", "joined"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_merger_per_project",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.joined_id} into {self.kept_id}"


class Milestone(MunicipalModel):
    """A step of carrying a project out: by when, when it was done, what was paid, and a photo."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    title_ka = models.CharField(max_length=190)
    title_en = models.CharField(max_length=190, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    paid = models.PositiveIntegerField(default=0, help_text="In whole lari.")
    photo = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What is to be done, in the language being read."""
        return in_language(self.title_ka, self.title_en)
