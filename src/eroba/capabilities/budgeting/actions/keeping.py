"""What the acts share: the round or project as it is now, and its state and that of its matter."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.budgeting.models import Project, Round
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.matters.models import Matter

State = Project.State
ENDED = (State.REFUSED, State.MERGED, State.WITHDRAWN, State.LOST, State.BUILT)


def lock_round(found: Round) -> Round:
    """The round as it is now; two officials may press a button at the same moment. Raises Refusal."""
    locked = Round.objects.select_for_update(of=("self",)).select_related("matter").get(pk=found.pk)
    if (locked.state, locked.frozen_at) != (found.state, found.frozen_at):
        raise Refusal(_("Somebody took this round a step further a moment ago. Please look at it again."))
    return locked


def lock_project(project: Project) -> Project:
    """The project as it is now. Raises Refusal when somebody was quicker."""
    rows = Project.objects.select_for_update(of=("self",)).select_related("matter", "round", "area")
    locked = rows.get(pk=project.pk)
    if locked.state != project.state:
        raise Refusal(_("Somebody took this project a step further a moment ago. Please look at it again."))
    return locked


def move(project: Project, state: object, **values: Any) -> None:
    """Brings a project and its matter to a state and saves what goes with it."""
    project.state = str(state)
    for name, value in values.items():
        setattr(project, name, value)
    project.save(update_fields=["state", *values])
    tell_matter(project.matter, project.state, is_ended=state in ENDED)


def tell_matter(matter: Matter, state: str, *, is_ended: bool) -> None:
    """Says in the matter how it stands."""
    matter.state, matter.closed_at = state, now() if is_ended else None
    matter.save(update_fields=["state", "closed_at"])


def require_words(words: str, otherwise: Any) -> str:
    """The words without spaces around; raises BadInput when there are none."""
    if not words.strip():
        raise BadInput(otherwise)
    return words.strip()
