"""Checking a project on three sides, each with public reasons; and what its author answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting import facts, rules
from eroba.capabilities.budgeting.actions.keeping import lock_project, move, require_words
from eroba.capabilities.budgeting.actions.proposing import MOST_COST
from eroba.capabilities.budgeting.models import Finding, Project
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput

State, Aspect = Project.State, Finding.Aspect


@dataclass(frozen=True)
class FindingDraft:
    """What a unit found out about one side of a project, and why."""

    aspect: str
    is_met: bool
    words_ka: str
    words_en: str = ""
    cost: int | None = None


@action(may=rules.may_check_project)
def check_project(by: Actor, *, project: Project, finding: FindingDraft) -> Done[Project]:
    """Say what was found out about one side of a project; once all three are said it may stand on the ballot or not."""
    if finding.aspect not in Aspect.values:
        raise BadInput(_("Choose what was checked."))
    said = require_words(finding.words_ka, _("Give the reason. Everybody will read it."))
    locked = lock_project(project)
    if finding.aspect == Aspect.COST and finding.is_met:
        if finding.cost is None or not 1 <= finding.cost <= MOST_COST:
            raise BadInput(_("Write what it costs in whole lari, for example 12000."))
        if finding.cost > locked.area.money:
            raise BadInput(_("This costs more than the area has. Say that it does not fit, and why."))
        locked.cost = finding.cost
    Finding.objects.update_or_create(
        project=locked,
        aspect=finding.aspect,
        defaults={
            "is_met": finding.is_met,
            "words_ka": said,
            "words_en": finding.words_en.strip(),
            "unit": by.unit or by.label,
            "found_at": now(),
        },
    )
    before = locked.state
    move(locked, standing_after(list(locked.findings.values_list("is_met", flat=True))), cost=locked.cost)
    told = facts.ProjectChecked(locked.matter_id)
    after = {"aspect": finding.aspect, "is_met": finding.is_met, "state": locked.state, "cost": locked.cost}
    return Done(locked, subject=locked.matter, before={"state": before}, after=after, facts=[told])


@action(may=rules.may_answer_findings)
def answer_findings(by: Actor, *, project: Project, answer: str) -> Done[Project]:
    """Answer in public what the town hall found out."""
    said = require_words(answer, _("Write the answer."))
    locked = lock_project(project)
    locked.answer, locked.answered_at = said, now()
    locked.save(update_fields=["answer", "answered_at"])
    return Done(locked, subject=locked.matter, facts=[facts.ProjectAnswered(locked.matter_id)])


@action(may=rules.may_check_project)
def set_group(by: Actor, *, project: Project, group: str) -> Done[Project]:
    """Say which projects exclude each other: of those with the same word one at most is carried out."""
    locked = lock_project(project)
    before, locked.group = locked.group, group.strip()[:40]
    locked.save(update_fields=["group"])
    told = facts.ProjectGrouped(locked.matter_id, group=locked.group or "–")
    after = {"group": locked.group}
    return Done(locked, subject=locked.matter, before={"group": before}, after=after, facts=[told])


def standing_after(met: Sequence[bool]) -> object:
    """How a project stands with what is known of it: one refusal refuses it, three approvals let it onto the ballot."""
    if not all(met):
        return State.REFUSED
    return State.READY if len(met) == len(Aspect.values) else State.PROPOSED
