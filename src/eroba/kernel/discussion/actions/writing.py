"""What people do in a discussion: write, change, take back, agree, report, appeal, and choose a name.

Words and names are personal: the journal keeps them under the person's key only.
"""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.discussion import facts, rules
from eroba.kernel.discussion.models import (
    LONGEST_TEXT,
    Agreement,
    Comment,
    Discussion,
    Edition,
    HideReason,
    Hiding,
    PublicName,
    Report,
)
from eroba.kernel.discussion.queries import public_name_of
from eroba.kernel.discussion.text import cleaned

State = Comment.State


@action(may=rules.may_write)
def write_comment(
    by: Actor, *, discussion: Discussion, text: str, answers: Comment | None = None
) -> Done[Comment]:
    """Write a comment, or answer one; it appears at once or waits for a moderator."""
    name = public_name_of(by)
    if not name:
        raise BadInput(_("Choose the name under which you write."))
    waits = discussion.moderation == Discussion.Moderation.BEFORE
    comment = Comment.objects.create(
        discussion=discussion,
        answers=answers,
        account_id=by.account_id,
        person_id=by.person_id,
        name=name,
        text=_require_text(text),
        state=State.WAITING if waits else State.SHOWN,
    )
    return _done(by, comment, appeared(comment), {"text": comment.text, "name": name})


@action(may=rules.may_edit)
def edit_comment(by: Actor, *, comment: Comment, text: str) -> Done[Comment]:
    """Change the words of a comment; the earlier words stay readable."""
    locked, text = lock(comment, State.SHOWN, State.WAITING), _require_text(text)
    if text == locked.text:
        return _done(by, locked)
    Edition.objects.create(comment=locked, text=locked.text)
    locked.text, locked.edited_at = text, now()
    if locked.discussion.moderation == Discussion.Moderation.BEFORE:
        locked.state = State.WAITING
    locked.save(update_fields=["text", "edited_at", "state"])
    told = appeared(locked) if locked.state == State.WAITING else []
    return _done(by, locked, told, {"text": text})


@action(may=rules.may_withdraw)
def withdraw_comment(by: Actor, *, comment: Comment) -> Done[Comment]:
    """Take a comment back: its words are gone, answers to it stay."""
    locked = lock(comment, State.SHOWN, State.WAITING, State.HIDDEN)
    _blank(locked)
    return _done(by, locked)


@action(may=rules.may_agree)
def agree(by: Actor, *, comment: Comment) -> Done[Comment]:
    """Agree with a comment; twice is once."""
    locked = lock(comment, State.SHOWN)
    Agreement.objects.get_or_create(comment=locked, account_id=by.account_id)
    return _done(by, _recounted(locked))


@action(may=rules.may_agree)
def stop_agreeing(by: Actor, *, comment: Comment) -> Done[Comment]:
    """Take one's agreement back."""
    locked = lock(comment, State.SHOWN)
    Agreement.objects.filter(comment=locked, account_id=by.account_id).delete()
    return _done(by, _recounted(locked))


@action(may=rules.may_report)
def report_comment(by: Actor, *, comment: Comment, reason: str, words: str = "") -> Done[Report]:
    """Ask the moderators to look at a comment, for a reason."""
    if reason not in HideReason.values:
        raise BadInput(_("Choose a reason."))
    locked = lock(comment, State.SHOWN)
    given = {"reason": reason, "words": cleaned(words)[:500]}
    report, is_new = Report.objects.get_or_create(comment=locked, account_id=by.account_id, defaults=given)
    if not is_new:
        return Done(report, subject=locked)
    told = facts.CommentReported(None, about_id=locked.discussion.matter_id, comment_id=locked.pk)
    return Done(report, subject=locked, after={"comment": locked.pk, "reason": reason}, facts=[told])


@action(may=rules.may_appeal)
def appeal_hiding(by: Actor, *, hiding: Hiding, words: str) -> Done[Hiding]:
    """Ask that the hiding of one's comment be looked at again, by somebody else."""
    appeal = _require_text(words)
    hiding = Hiding.objects.select_for_update().get(pk=hiding.pk)
    if hiding.appealed_at or hiding.undone_at:
        raise Refusal(_("There is nothing to appeal against, or you have appealed already."))
    hiding.appeal, hiding.appealed_at = appeal, now()
    hiding.save(update_fields=["appeal", "appealed_at"])
    comment = hiding.comment
    told = facts.CommentAppealed(None, about_id=comment.discussion.matter_id, comment_id=comment.pk)
    return Done(hiding, subject=comment, personal=_personal(by, {"appeal": appeal}), facts=[told])


@action(may=rules.may_name_oneself)
def choose_public_name(by: Actor, *, name: str) -> Done[PublicName]:
    """Choose the name under which one writes in this town; what was written keeps its name."""
    chosen = " ".join(cleaned(name).split())
    if not 2 <= len(chosen) <= 60 or "@" in chosen:
        raise BadInput(_("A name has two to sixty letters and is not an e-mail address."))
    others = PublicName.objects.filter(name__iexact=chosen).exclude(account_id=by.account_id)
    if others.exists():
        raise BadInput(_("Somebody here already writes under this name."))
    row, _made = PublicName.objects.update_or_create(account_id=by.account_id, defaults={"name": chosen})
    return Done(row, subject=row, personal=_personal(by, {"public_name": chosen}))


@action(may=rules.may_blank)
def blank_comments_of(by: Actor, *, person_id: UUID) -> Done[int]:
    """Take the words and names out of everything a person wrote, when their data was erased."""
    written = list(Comment.objects.filter(person_id=person_id).exclude(name="", text=""))
    for comment in written:
        _blank(comment)
    Hiding.objects.filter(comment__person_id=person_id).update(appeal="")
    return Done(len(written), after={"comments": len(written)})


def lock(comment: Comment, *states: object) -> Comment:
    """The comment as it is now; refuses when somebody else was quicker."""
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if locked.state not in states:
        raise Refusal(_("Somebody changed this comment a moment ago. Please look at it again."))
    return locked


def appeared(comment: Comment) -> list[facts.CommentFact]:
    """The fact that a comment can be read, or waits."""
    about = comment.discussion.matter_id
    if comment.state == State.WAITING:
        return [facts.CommentWaits(None, about_id=about, comment_id=comment.pk)]
    return [
        facts.CommentPublished(None, about_id=about, comment_id=comment.pk, answers_id=comment.answers_id)
    ]


def _blank(comment: Comment) -> None:
    comment.text, comment.name, comment.state = "", "", State.WITHDRAWN
    comment.save(update_fields=["text", "name", "state"])
    comment.editions.all().delete()
    comment.reports.filter(settled_at__isnull=True).update(settled_at=now())
    comment.hidings.filter(undone_at__isnull=True).update(undone_at=now())


def _recounted(comment: Comment) -> Comment:
    comment.agree_count = comment.agreements.count()
    comment.save(update_fields=["agree_count"])
    return comment


def _require_text(typed: str) -> str:
    text = cleaned(typed)
    if not text:
        raise BadInput(_("Write something first."))
    if len(text) > LONGEST_TEXT:
        raise BadInput(_("This is too long: please say it in fewer words."))
    return text


def _personal(by: Actor, values: dict[str, Any]) -> dict[UUID, dict[str, Any]]:
    return {by.person_id: values} if by.person_id and values else {}


def _done(
    by: Actor,
    comment: Comment,
    told: list[facts.CommentFact] | None = None,
    personal: dict[str, Any] | None = None,
) -> Done[Comment]:
    after = {"comment": comment.pk, "state": comment.state}
    return Done(
        comment, subject=comment, after=after, personal=_personal(by, personal or {}), facts=told or []
    )
