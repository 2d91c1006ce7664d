"""What the room of discussion brings to a training copy: comments to moderate, and how one stands."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from eroba.kernel.actions import system_actor
from eroba.kernel.discussion.actions.practising import prepare_practice_comment
from eroba.kernel.discussion.models import Comment
from eroba.kernel.people.models import Account
from eroba.kernel.registry import PracticeStart
from eroba.kernel.tenancy.scope import current_municipality

PRACTICES = Path(__file__).resolve().parent / "practice"
COMMENT = "discussion.comment"


def start_comment(trainee: Account, said: Mapping[str, Any]) -> PracticeStart:
    """A comment as the practice case begins."""
    comment = prepare_practice_comment(system_actor("training"), said=said, trainee=trainee)
    address = f"/{current_municipality().slug}/desk/discussion/comment/{comment.pk}/"
    return PracticeStart(subject_id=comment.pk, number=comment.number, address=address)


def state_of_comment(subject_id: UUID) -> dict[str, Any]:
    """How a comment stands now, in plain values that a check can be written about."""
    comment = Comment.objects.select_related("discussion").get(pk=subject_id)
    hiding = comment.hidings.filter(undone_at__isnull=True).last()
    others = Comment.objects.filter(discussion=comment.discussion).exclude(pk=comment.pk)
    return {
        "state": comment.state,
        "reason": hiding.reason if hiding else "",
        "words": hiding.words if hiding else "",
        "hidden_by": str(hiding.by_account_id or "") if hiding else "",
        "hidings": comment.hidings.count(),
        "open_reports": comment.reports.filter(settled_at__isnull=True).count(),
        "reports": comment.reports.count(),
        "editions": comment.editions.count(),
        "others": {
            "shown": others.filter(state=Comment.State.SHOWN).count(),
            "hidden": others.filter(state=Comment.State.HIDDEN).count(),
            "waiting": others.filter(state=Comment.State.WAITING).count(),
        },
    }
