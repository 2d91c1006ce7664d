"""A petition with the law it was opened under, its initiators, and what a town has set for its petitions."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import now, today
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import MunicipalModel


class VoterRoll(MunicipalModel):
    """How many voters the roll of this town had on a day: the count a threshold is worked out from."""

    counted_on = models.DateField()
    count = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    is_verified = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("voter-roll count")
        verbose_name_plural = _("voter-roll counts")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "counted_on"], name="one_roll_count_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.count} ({self.counted_on})"


class TownRule(MunicipalModel):
    """What a town has set for its petitions from a day on; without one the seed's rule holds."""

    class AtTermEnd(TextChoices):
        CARRY_OVER = "carry_over", _("petitions go on to the next council")
        CLOSE = "close", _("petitions end with the council")

    valid_from = models.DateField()
    part = models.PositiveIntegerField(default=1, help_text="So many …")
    of = models.PositiveIntegerField(default=100, help_text="… of so many voters.")
    basis_ka = models.CharField(max_length=300)
    basis_en = models.CharField(max_length=300, blank=True)
    group_size = models.PositiveSmallIntegerField(default=1)
    collecting_days = models.PositiveSmallIntegerField(default=90)
    at_term_end = models.CharField(
        max_length=12, choices=AtTermEnd.choices, default=AtTermEnd.CARRY_OVER.value
    )
    is_verified = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("rule for petitions")
        verbose_name_plural = _("rules for petitions")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "valid_from"], name="one_petition_rule_per_day"),
            models.CheckConstraint(
                condition=models.Q(part__gte=1) & models.Q(of__gte=models.F("part")),
                name="a_share_is_within_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}/{self.of} ({self.valid_from})"


class Petition(MunicipalModel):
    """What residents ask of their council, and how far it has come."""

    class Kind(TextChoices):
        DRAFT_ACT = "draft_act", _("Draft act of the council")
        PRINCIPLES = "principles", _("Principles of an act")
        DISCUSSION = "discussion", _("Demand to discuss a matter")

    class State(TextChoices):
        WRITING = "writing", _("being written")
        CHECKING = "checking", _("checked before it opens")
        REFUSED = "refused", _("not opened")
        COLLECTING = "collecting", _("open for signatures")
        SHORT = "short", _("too few signatures")
        VERIFYING = "verifying", _("signatures being checked")
        REGISTERED = "registered", _("threshold confirmed")
        REFERRED = "referred", _("before the council")
        ANSWERED = "answered", _("has its answer")
        DECIDED = "decided", _("decided")
        WITHDRAWN = "withdrawn", _("taken back by its initiators")
        ENDED = "ended", _("ended with the council’s term")

    class Outcome(TextChoices):
        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("accepted in part")
        REJECTED = "rejected", _("not accepted")

    class Refusal(TextChoices):
        NOT_OURS = "not_ours", _("The council has no power over this matter.")
        UNCLEAR = "unclear", _("It does not say clearly what is asked for.")
        SAME = "same", _("A petition that asks for the same is open already.")
        UNLAWFUL = "unlawful", _("What it asks for would break a law.")
        INSULT = "insult", _("It insults or threatens somebody.")
        PRIVATE = "private", _("It tells private things about somebody.")
        ADVERT = "advert", _("It is an advertisement.")

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="petition")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WRITING)
    title_ka = models.CharField(max_length=150)
    title_en = models.CharField(max_length=150, blank=True)
    demand = models.TextField(help_text="What is asked of the council.")
    reasons = models.TextField(blank=True)
    search_key = models.TextField(editable=False)
    edition = models.PositiveIntegerField(default=1)
    is_invented = models.BooleanField(default=False, help_text="Made up for the demonstration.")
    written_at = models.DateTimeField(default=now)
    opened_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True, help_text="The last day to sign.")
    closed_on = models.DateField(null=True, blank=True)
    threshold = models.PositiveIntegerField(null=True, blank=True)
    roll_count = models.PositiveIntegerField(null=True, blank=True)
    roll_counted_on = models.DateField(null=True, blank=True)
    share = models.CharField(max_length=20, blank=True, help_text="As a fraction: 1/100.")
    basis_ka = models.CharField(max_length=300, blank=True)
    basis_en = models.CharField(max_length=300, blank=True)
    reached_on = models.DateField(null=True, blank=True)
    carried_over_on = models.DateField(null=True, blank=True)
    final_count = models.PositiveIntegerField(null=True, blank=True)
    confirmed_count = models.PositiveIntegerField(null=True, blank=True, help_text="Valid after the check.")
    refusal = models.CharField(max_length=12, choices=Refusal.choices, blank=True)
    refusal_words = models.TextField(blank=True)
    is_text_hidden = models.BooleanField(default=False, help_text="Refused for a reason that hides the text.")
    locked_key = models.BinaryField(null=True, editable=False)
    key_ends_on = models.DateField(null=True, blank=True)
    key_destroyed_at = models.DateTimeField(null=True, blank=True)
    answer_ka = models.TextField(blank=True)
    answer_en = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    decision_ka = models.TextField(blank=True)
    decision_en = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    session_number = models.CharField(max_length=40, blank=True, help_text="The session it was put before.")

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        indexes = [models.Index(fields=["municipality", "state", "opened_on"], name="petitions_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language being read."""
        return self.title_en if get_language() == "en" and self.title_en else self.title_ka

    @property
    def basis(self) -> str:
        """The law the threshold rests on, in the language being read."""
        return self.basis_en if get_language() == "en" and self.basis_en else self.basis_ka

    @property
    def answer(self) -> str:
        """What the town hall answered, in the language being read."""
        return self.answer_en if get_language() == "en" and self.answer_en else self.answer_ka

    @property
    def decision(self) -> str:
        """What the council decided, in the language being read."""
        return self.decision_en if get_language() == "en" and self.decision_en else self.decision_ka

    @property
    def is_collecting_now(self) -> bool:
        """Whether one may sign today."""
        is_open = self.state == self.State.COLLECTING and self.closes_on is not None
        return is_open and today() <= self.closes_on  # type: ignore[operator]


class Initiator(MunicipalModel):
    """One person of the initiative group; the first wrote the petition."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="initiators")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    is_author = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("initiator")
        verbose_name_plural = _("initiators")
        constraints = [
            models.UniqueConstraint(fields=["petition", "person"], name="one_place_per_initiator"),
            models.UniqueConstraint(
                fields=["petition"], condition=models.Q(is_author=True), name="one_author_per_petition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.petition_id}"


class Letter(MunicipalModel):
    """News of a petition for all signers who asked for it; the worker sends it one by one."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="letters")
    number = models.PositiveSmallIntegerField()
    subject_ka = models.CharField(max_length=200)
    subject_en = models.CharField(max_length=200)
    body_ka = models.TextField()
    body_en = models.TextField()
    written_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True, blank=True)
    sent_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("letter to signers")
        verbose_name_plural = _("letters to signers")
        constraints = [models.UniqueConstraint(fields=["petition", "number"], name="one_letter_per_number")]

    def __str__(self) -> str:
        return self.subject_ka
