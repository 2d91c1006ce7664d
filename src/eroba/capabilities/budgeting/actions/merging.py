"""Merging two projects that ask for nearly the same: offered by the town hall, done only when both authors agree."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting import facts, rules
from eroba.capabilities.budgeting.actions.keeping import lock_project, move, require_words
from eroba.capabilities.budgeting.models import Merger, Project
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import Refusal
from eroba.kernel.matters.models import Link
from eroba.kernel.matters.numbering import link_matters
from eroba.kernel.matters.parties import add_party
from eroba.kernel.outbox.facts import Fact


@action(may=rules.may_offer_merger)
def offer_merger(by: Actor, *, kept: Project, joined: Project, because: str) -> Done[Merger]:
    """Propose to merge a project with another; both authors are asked."""
    said = require_words(because, _("Say why. Everybody will read it."))
    if Merger.objects.filter(joined=joined, ended_at=None).exists():
        raise Refusal(_("This project is asked about a merger already."))
    made = Merger.objects.create(kept=kept, joined=joined, because=said)
    told: list[Fact] = [
        facts.MergerOffered(kept.matter_id, other=joined.matter.number),
        facts.MergerOffered(joined.matter_id, other=kept.matter.number),
    ]
    return Done(made, subject=kept.matter, after={"joined": joined.matter.number}, facts=told)


@action(may=rules.may_answer_merger)
def answer_merger(by: Actor, *, merger: Merger, agrees: bool) -> Done[Merger]:
    """Agree to a merger or not; with the second agreement the projects become one."""
    locked = Merger.objects.select_for_update(of=("self",)).get(pk=merger.pk)
    kept, joined = lock_project(merger.kept), lock_project(merger.joined)
    if not agrees:
        locked.ended_at, locked.is_declined = now(), True
        locked.save(update_fields=["ended_at", "is_declined"])
        no: list[Fact] = [facts.MergerDeclined(one.matter_id) for one in (kept, joined)]
        return Done(locked, subject=kept.matter, after={"agrees": False}, facts=no)
    if rules.is_author(by, kept):
        locked.kept_agreed_at = now()
    if rules.is_author(by, joined):
        locked.joined_agreed_at = now()
    told: list[Fact] = []
    if locked.kept_agreed_at and locked.joined_agreed_at:
        locked.ended_at = now()
        _become_one(kept, joined)
        told = [
            facts.ProjectMerged(kept.matter_id, other=joined.matter.number),
            facts.ProjectMerged(joined.matter_id, other=kept.matter.number),
        ]
    locked.save(update_fields=["kept_agreed_at", "joined_agreed_at", "ended_at"])
    return Done(locked, subject=kept.matter, after={"agrees": True, "done": bool(told)}, facts=told)


def _become_one(kept: Project, joined: Project) -> None:
    move(joined, Project.State.MERGED, merged_into=kept)
    link_matters(source=kept.matter, relation=Link.Relation.REPLACES, target=joined.matter)
    if joined.author is not None:
        add_party(matter=kept.matter, person=joined.author)
