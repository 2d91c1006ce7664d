"""Carrying out what won: a public promise with its day, steps with money and photos, and the end with its proof."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting import facts, rules
from eroba.capabilities.budgeting.actions.keeping import lock_project, move, require_words
from eroba.capabilities.budgeting.actions.proposing import MOST_COST
from eroba.capabilities.budgeting.models import Milestone, Project
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.undertakings.actions import EvidenceDraft, mark_kept, promise
from eroba.kernel.undertakings.models import Words

State = Project.State


@action(may=rules.may_begin_project)
def begin_project(by: Actor, *, project: Project, promised_by: Words, due_on: dt.date) -> Done[Project]:
    """Promise in public to carry a project out by a day; the promise hangs on the project."""
    locked = lock_project(project)
    text = Words(locked.title_ka, locked.title_en)
    made = promise(by, text=text, promised_by=promised_by, due_on=due_on, arose_from=locked.matter)
    move(locked, State.BUILDING, undertaking=made)
    told = facts.ProjectBegun(locked.matter_id, due_on=due_on)
    return Done(locked, subject=locked.matter, after={"due_on": due_on}, facts=[told])


@action(may=rules.may_report_project)
def add_milestone(by: Actor, *, project: Project, title: Words, due_on: dt.date) -> Done[Milestone]:
    """Name a step of carrying a project out, with its day."""
    said = require_words(title.ka, _("Name the step."))
    made = Milestone.objects.create(project=project, title_ka=said, title_en=title.en, due_on=due_on)
    return Done(made, subject=project.matter, after={"milestone": said, "due_on": due_on})


@action(may=rules.may_reach_milestone)
def reach_milestone(
    by: Actor, *, milestone: Milestone, paid: int, photo: StoredFile | None = None
) -> Done[Milestone]:
    """Say that a step is done, what was paid for it, and show it."""
    if not 0 <= paid <= MOST_COST:
        raise BadInput(_("Write what was paid in whole lari; 0 when nothing was."))
    locked = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
    if locked.done_on is not None:
        raise Refusal(_("This step is done already."))
    locked.done_on, locked.paid, locked.photo = today(), paid, photo
    locked.save(update_fields=["done_on", "paid", "photo"])
    project = milestone.project
    total = paid_for(project)
    told = facts.MilestoneReached(project.matter_id, paid=total)
    return Done(
        locked, subject=project.matter, after={"milestone": locked.title_ka, "paid": paid}, facts=[told]
    )


@action(may=rules.may_report_project)
def finish_project(
    by: Actor, *, project: Project, evidence: EvidenceDraft, photos: Sequence[EvidenceDraft] = ()
) -> Done[Project]:
    """Say that a project is finished, with something everybody can look at; the promise is kept with it."""
    locked = lock_project(project)
    assert locked.undertaking is not None
    mark_kept(by, undertaking=locked.undertaking, evidence=[evidence, *photos])
    move(locked, State.BUILT)
    told = facts.ProjectBuilt(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"paid": paid_for(locked)}, facts=[told])


def paid_for(project: Project) -> int:
    """What was paid for a project so far, in lari."""
    found = Milestone.objects.filter(project=project).aggregate(paid=Sum("paid"))
    return int(found["paid"] or 0)
