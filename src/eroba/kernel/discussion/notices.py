"""What authors of comments are told: answered, published, hidden with its reason, shown again, appeal decided.

Nobody is told of what they did themselves; nobody's words stand in a message, they are read on the page.
"""

from typing import TypeAlias
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.kernel.discussion import facts
from eroba.kernel.discussion.models import Comment, Discussion, HideReason, Hiding
from eroba.kernel.notify.actions import notify_account
from eroba.kernel.notify.actions.writing import Message
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.tenancy.scope import current_municipality

Words: TypeAlias = str | Promise
NEWS = "discussion.mine"


def tell_author(fact: facts.CommentFact, delivery: Delivery) -> None:
    """Tells an author that a moderator hid their comment, with the reason; or showed it again; or kept it hidden."""
    comment = _comment(fact.comment_id)
    if comment is None:
        return
    if fact.name == facts.CommentRestored.name:
        _tell(comment, delivery, _("Your comment is shown again"), _("Everybody can read it again."))
        return
    hiding = Hiding.objects.filter(comment=comment).order_by("-at", "-id").first()
    if hiding is None:
        return
    if fact.name == facts.CommentHidden.name:
        body = format_lazy(
            _("The reason: {reason}. {words} You can appeal on the page; somebody else decides then."),
            reason=HideReason(hiding.reason).label,
            words=hiding.words,
        )
        _tell(comment, delivery, _("Your comment was hidden"), body)
    else:
        _tell(comment, delivery, _("Your comment stays hidden"), hiding.outcome_words)


def tell_author_of_answer(fact: facts.CommentPublished, delivery: Delivery) -> None:
    """Tells an author that somebody answered their comment."""
    answered = _comment(fact.answers_id) if fact.answers_id else None
    answer = _comment(fact.comment_id)
    if answered is None or answer is None or answered.account_id == answer.account_id:
        return
    body = format_lazy(_("{name} answered what you wrote. Read it on the page."), name=answer.name)
    _tell(answered, delivery, _("Your comment was answered"), body, anchor=answer.pk)


def tell_author_of_publication(fact: facts.CommentPublished, delivery: Delivery) -> None:
    """Tells an author whose comment had to wait for a moderator that everybody can read it now."""
    comment = _comment(fact.comment_id)
    if comment is not None and comment.discussion.moderation == Discussion.Moderation.BEFORE:
        _tell(comment, delivery, _("Your comment was published"), _("Everybody can read it now."))


def _comment(comment_id: UUID | None) -> Comment | None:
    found = Comment.objects.filter(pk=comment_id, account__isnull=False)
    return found.select_related("account", "discussion__matter").first()


def _tell(
    comment: Comment, delivery: Delivery, subject: Words, body: Words, *, anchor: UUID | None = None
) -> None:
    matter = comment.discussion.matter
    path = f"/{current_municipality().slug}/discussion/{matter.number}/#comment-{anchor or comment.pk}"
    said = format_lazy("{body} ({number})", body=body, number=matter.number)
    assert comment.account is not None
    notify_account(comment.account, message=Message(delivery.key, NEWS, subject, said, path, matter))
