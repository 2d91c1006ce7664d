"""Questions about looks and delayed disclosures, as the desk reads them."""

from django.db.models import QuerySet

from eroba.capabilities.registers.models import DisclosureDelay, LookQuestion
from eroba.capabilities.registers.periods import ANSWER
from eroba.kernel.base.clock import today
from eroba.kernel.clocks.models import Clock

SHOWN_AT_ONCE = 100


def questions_here() -> list[tuple[LookQuestion, Clock | None]]:
    """Questions about looks with their clock, open ones first; two questions to the database."""
    rows = list(
        LookQuestion.objects.select_related("matter", "look_up").order_by("answered_at", "asked_at")[
            :SHOWN_AT_ONCE
        ]
    )
    ordered = [one for one in rows if one.answered_at is None] + [one for one in rows if one.answered_at]
    clocks = Clock.objects.filter(subject_id__in=[one.matter_id for one in rows], code=ANSWER.code)
    by_matter = {clock.subject_id: clock for clock in clocks}
    return [(one, by_matter.get(one.matter_id)) for one in ordered]


def question_numbered(number: str) -> LookQuestion | None:
    """One question by its number, with the person and the look."""
    rows = LookQuestion.objects.select_related("matter", "look_up", "person")
    return rows.filter(matter__number=number).first()


def delays_here() -> QuerySet[DisclosureDelay]:
    """Every order that delayed a disclosure, those in force first."""
    return DisclosureDelay.objects.order_by("-until_on", "-recorded_at")[:SHOWN_AT_ONCE]


def delays_that_ended() -> QuerySet[DisclosureDelay]:
    """Orders whose day has passed and whose person was not told yet."""
    ended = DisclosureDelay.objects.filter(disclosed_at__isnull=True, until_on__lt=today())
    return ended.select_related("person").order_by("until_on", "id")
