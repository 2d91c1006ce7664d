"""Reading opinions: those a stage still waits for, those asked of one's unit, and who answers for a unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from eroba.capabilities.services.definition.flow import SILENCE_GOES_ON, OpinionNeed
from eroba.capabilities.services.models import Case, CaseNote, Opinion
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.case_facts import CaseFacts, facts_of
from eroba.capabilities.services.unit_posts import posts_today
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Account, Unit

MOST_SHOWN = 12


@dataclass(frozen=True)
class MissingOpinion:
    """An opinion a stage wants before anything is decided, and how far asking has come."""

    need: OpinionNeed
    asked: Opinion | None


def missing_opinions(case: Case, facts: CaseFacts | None = None) -> Sequence[MissingOpinion]:
    """The opinions the case's stage wants and has not got; a unit that may keep silent counts once its day is over."""
    stage = definition_for(case).flow.stage(case.stage)
    if stage is None or not stage.opinions:
        return ()
    found = facts or facts_of(case)
    said = {}
    # whoever shows a page has read them already
    read = getattr(case, "opinions_read", None)
    for one in case.opinions.all() if read is None else read:
        if one.code and one.state != Opinion.State.DROPPED:
            said[one.code] = one
    missing = []
    for need in stage.opinions_for(found.known_for_stages()):
        one = said.get(need.code)
        is_over = one is not None and need.silence == SILENCE_GOES_ON and one.is_late(today())
        if one is None or (one.is_asked and not is_over):
            missing.append(MissingOpinion(need, one))
    return missing


def written_among_officials(case: Case, reader_id: UUID | None) -> list[CaseNote]:
    """What officials wrote for each other, with the opinions asked for and whether each is the reader's to give."""
    is_ours = Exists(posts_today().filter(account_id=reader_id, unit=OuterRef("opinion__unit")))
    found = CaseNote.objects.filter(case=case).annotate(is_ours=is_ours)
    return list(found.select_related("opinion__unit", "opinion__file"))


def opinions_in(case: Case, written: Sequence[CaseNote]) -> list[Opinion]:
    """The opinions among what officials wrote, each with its case, question and whether it is the reader's."""
    found = [note.opinion for note in written if hasattr(note, "opinion")]
    for opinion, note in zip(found, (one for one in written if hasattr(one, "opinion")), strict=True):
        opinion.case, opinion.note, opinion.is_ours = case, note, note.is_ours
    return found


def who_answers_for(unit_id: UUID) -> QuerySet[Account]:
    """The accounts of those who handle applications in a unit today."""
    return Account.objects.filter(pk__in=posts_today().filter(unit=unit_id).values("account_id"))


def opinions_asked_of(account_id: UUID | None) -> list[Opinion]:
    """What this official's units are asked and have not answered, the nearest day first."""
    ours = posts_today().filter(account_id=account_id, unit__isnull=False).values("unit_id")
    asked = Opinion.objects.filter(unit__in=ours, state=Opinion.State.ASKED, case__closed_at__isnull=True)
    related = asked.select_related("unit", "case__matter", "case__service", "case__person")
    return list(related.defer("case__answers_locked", "case__sources").order_by("due_on", "id")[:MOST_SHOWN])


def opinion_of_fact(opinion_id: UUID) -> Opinion | None:
    """The opinion a fact speaks of, with its case and unit."""
    related = Opinion.objects.select_related("unit", "asked_by", "case__matter", "case__person")
    return related.filter(pk=opinion_id).first()


def late_opinions() -> QuerySet[Opinion]:
    """Opinions whose day has passed without an answer and of which nobody was told yet."""
    asked = Opinion.objects.filter(state=Opinion.State.ASKED, due_on__lt=today(), late_told_at__isnull=True)
    return asked.filter(case__closed_at__isnull=True).select_related("unit", "case__matter")


def units_here() -> list[Unit]:
    """The units of the town, by name."""
    return list(Unit.objects.order_by("name_ka"))
