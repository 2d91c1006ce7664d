"""What moderators do, each step with a public reason and a way back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.discussion import facts, rules
from eroba.kernel.discussion.actions.writing import appeared, lock
from eroba.kernel.discussion.models import Comment, HideReason, Hiding
from eroba.kernel.discussion.text import cleaned

State, Outcome = Comment.State, Hiding.Outcome


@action(may=rules.may_moderate_comment)
def publish_comment(by: Actor, *, comment: Comment) -> Done[Comment]:
    """Let a waiting comment appear."""
    locked = lock(comment, State.WAITING)
    locked.state = State.SHOWN
    locked.save(update_fields=["state"])
    return _done(locked, appeared(locked))


@action(may=rules.may_moderate_comment)
def keep_comment(by: Actor, *, comment: Comment) -> Done[Comment]:
    """Leave a reported comment where it is; the reports are settled."""
    locked = lock(comment, State.SHOWN)
    _settle_reports(locked)
    return _done(locked)


@action(may=rules.may_moderate_comment)
def hide_comment(by: Actor, *, comment: Comment, reason: str, words: str) -> Done[Hiding]:
    """Hide a comment; everybody reads why, and its author may appeal."""
    if reason not in HideReason.values:
        raise BadInput(_("Choose a reason."))
    said = _require_words(words)
    locked = lock(comment, State.SHOWN, State.WAITING)
    hiding = Hiding.objects.create(comment=locked, reason=reason, words=said, by_account_id=by.account_id)
    locked.state = State.HIDDEN
    locked.save(update_fields=["state"])
    _settle_reports(locked)
    told = facts.CommentHidden(None, about_id=locked.discussion.matter_id, comment_id=locked.pk)
    after = {"comment": locked.pk, "reason": reason}
    return Done(hiding, subject=locked, after=after, facts=[told])


@action(may=rules.may_moderate_comment)
def restore_comment(by: Actor, *, comment: Comment) -> Done[Comment]:
    """Undo the hiding of a comment."""
    locked = lock(comment, State.HIDDEN)
    locked.hidings.filter(undone_at__isnull=True).update(undone_at=now())
    return _shown_again(locked)


@action(may=rules.may_decide_appeal)
def decide_appeal(by: Actor, *, hiding: Hiding, outcome: str, words: str) -> Done[Comment]:
    """Decide an appeal: the comment stays hidden or is shown again, with public words."""
    if outcome not in Outcome.values:
        raise BadInput(_("Choose what becomes of the comment."))
    locked, said = lock(hiding.comment, State.HIDDEN), _require_words(words)
    hiding.refresh_from_db()
    if hiding.decided_at or hiding.undone_at:
        raise Refusal(_("Somebody decided this a moment ago. Please look at it again."))
    hiding.outcome, hiding.outcome_words, hiding.decided_at = outcome, said, now()
    if outcome == Outcome.LIFTED:
        hiding.undone_at = hiding.decided_at
    hiding.save(update_fields=["outcome", "outcome_words", "decided_at", "undone_at"])
    if outcome == Outcome.LIFTED:
        return _shown_again(locked)
    told = facts.CommentAppealRejected(None, about_id=locked.discussion.matter_id, comment_id=locked.pk)
    return _done(locked, [told])


def _shown_again(comment: Comment) -> Done[Comment]:
    comment.state = State.SHOWN
    comment.save(update_fields=["state"])
    about = comment.discussion.matter_id
    return _done(comment, [facts.CommentRestored(None, about_id=about, comment_id=comment.pk)])


def _settle_reports(comment: Comment) -> None:
    comment.reports.filter(settled_at__isnull=True).update(settled_at=now())


def _require_words(words: str) -> str:
    said = cleaned(words)[:500]
    if not said:
        raise BadInput(_("Say why. Everybody will read it."))
    return said


def _done(comment: Comment, told: Any = ()) -> Done[Comment]:
    after = {"comment": comment.pk, "state": comment.state}
    return Done(comment, subject=comment, after=after, facts=list(told))
