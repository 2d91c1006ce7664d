"""Proposing a project, and taking it back, also while voting is open."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting import facts, rules
from eroba.capabilities.budgeting.actions.keeping import lock_project, move, require_words
from eroba.capabilities.budgeting.models import Area, Project, Round
from eroba.kernel.actions import Actor, Done, action, system_actor
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.base.text import search_key
from eroba.kernel.discussion.actions import open_discussion
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.matters.models import Link, Matter
from eroba.kernel.matters.numbering import link_matters, open_matter
from eroba.kernel.matters.parties import add_party
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import Settlement

MOST_COST = 100_000_000
State = Project.State


@dataclass(frozen=True, kw_only=True)
class ProjectDraft:
    """What is proposed, where, and what its author thinks it costs."""

    area: Area
    title_ka: str
    about: str
    asked_cost: int
    title_en: str = ""
    where: str = ""
    settlement: Settlement | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    photo: StoredFile | None = None
    shows_author: bool = False


@action(may=rules.may_propose)
def propose_project(by: Actor, *, round: Round, draft: ProjectDraft) -> Done[Project]:
    """Propose a project; everybody sees it at once, and the town hall checks it."""
    title = require_words(draft.title_ka, _("Give the project a title."))
    require_words(draft.about, _("Say what should be done, and for whom."))
    if draft.area.round_id != round.pk:
        raise BadInput(_("Choose an area of this round."))
    if not 1 <= draft.asked_cost <= MOST_COST:
        raise BadInput(_("Write what it costs in whole lari, for example 12000."))
    matter = open_matter(
        kind="budget_project",
        prefix="PRJ",
        title_ka=title,
        title_en=draft.title_en or title,
        visibility=Matter.Visibility.PUBLIC,
        state=str(State.PROPOSED),
    )
    author = Person.objects.get(pk=by.person_id)
    made = Project(matter=matter, round=round, author=author, **_fields_of(draft))
    made.search_key = search_key(f"{title} {draft.title_en} {draft.where} {draft.about}")
    made.save(force_insert=True)
    add_party(matter=matter, person=author)
    link_matters(source=matter, relation=Link.Relation.AROSE_FROM, target=round.matter)
    open_discussion(system_actor("budgeting"), matter=matter)
    told = facts.ProjectProposed(matter.pk)
    after = {"round": round.matter.number, "asked_cost": draft.asked_cost}
    return Done(made, subject=matter, after=after, facts=[told])


@action(may=rules.may_withdraw_project)
def withdraw_project(by: Actor, *, project: Project, because: str) -> Done[Project]:
    """Take a project back; during voting it stays on the list, marked, and votes for it do not count."""
    said = require_words(because, _("Say why. Everybody will read it."))
    locked = lock_project(project)
    move(locked, State.WITHDRAWN, withdrawn_at=now(), withdrawn_because=said)
    told = facts.ProjectWithdrawn(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"because": said}, facts=[told])


def _fields_of(draft: ProjectDraft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}
