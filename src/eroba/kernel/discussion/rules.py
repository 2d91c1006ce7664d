"""Who may open, write, agree, report and moderate; how often; and for how long one may change one's words."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.base.clock import now
from eroba.kernel.discussion.models import Agreement, Comment, Discussion, Hiding, Report
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Role
from eroba.kernel.tenancy.scope import current_municipality

SPEECH = "Law on Freedom of Speech and Expression, art. 3"
RULES = "Rules of discussion"
MODERATORS = (str(Role.CLERK), str(Role.HEAD), str(Role.EDITOR), "system")
OPENERS = (str(Role.CLERK), str(Role.HEAD), "system")

#: At most so many within so long, for one account in one town.
COMMENT_LIMITS = ((5, timedelta(minutes=10)), (40, timedelta(days=1)))
REPORT_LIMITS = ((20, timedelta(days=1)),)


def may_open_discussion(by: Actor, matter: Matter) -> Verdict:
    """The staff open the discussion of a public matter."""
    if not by.has_role(*OPENERS):
        return refuse(_("Only the staff of the town hall can open a discussion."), RULES)
    if matter.visibility != Matter.Visibility.PUBLIC:
        return refuse(_("Only a public matter can be discussed."), RULES)
    return allow(SPEECH)


def may_close_discussion(by: Actor, discussion: Discussion) -> Verdict:
    """A head of unit closes a discussion before its day."""
    if by.has_role(str(Role.HEAD), "system"):
        return allow(RULES)
    return refuse(_("Only the head of a unit can close a discussion."), RULES)


def may_read(by: Actor, discussion: Discussion) -> Verdict:
    """Everybody reads the discussion of a matter that is still public."""
    if discussion.matter.visibility == Matter.Visibility.PUBLIC:
        return allow(SPEECH)
    return refuse(_("This matter is not public, and its discussion neither."), RULES)


def may_write(by: Actor, discussion: Discussion, answers: Comment | None = None) -> Verdict:
    """Anybody with an account writes while the discussion is open, but not too often."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    readable = may_read(by, discussion)
    if not readable:
        return readable
    if not discussion.is_open():
        return refuse(_("This discussion is not open now."), RULES)
    if answers is not None and (answers.answers_id or answers.discussion_id != discussion.pk):
        return refuse(_("One can answer a comment, but not an answer."), RULES)
    if answers is not None and answers.state != Comment.State.SHOWN:
        return refuse(_("The comment you answer is not there any more."), RULES)
    if _has_written_a_lot(by):
        return refuse(_("You have written a lot in a short time. Please wait a little."), RULES)
    return allow(SPEECH)


def may_edit(by: Actor, comment: Comment) -> Verdict:
    """Authors change their words within fifteen minutes."""
    own = _is_author(by, comment)
    if not own:
        return own
    if not comment.is_editable():
        return refuse(
            _("A comment can be changed within fifteen minutes, and only while it is shown."), RULES
        )
    return allow(SPEECH)


def may_withdraw(by: Actor, comment: Comment) -> Verdict:
    """Authors take their comments back at any time."""
    own = _is_author(by, comment)
    if not own:
        return own
    if comment.state == Comment.State.WITHDRAWN:
        return refuse(_("This comment was taken back already."), RULES)
    return allow(SPEECH)


def may_agree(by: Actor, comment: Comment) -> Verdict:
    """Anybody with an account agrees with a comment that is shown, but not with their own."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    if comment.state != Comment.State.SHOWN or not may_read(by, comment.discussion):
        return refuse(_("This comment is not shown."), RULES)
    if comment.account_id == by.account_id:
        return refuse(_("This is your own comment."), RULES)
    return allow(SPEECH)


def may_report(by: Actor, comment: Comment) -> Verdict:
    """Anybody with an account reports a comment that is shown, once, and not too many."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    if comment.state != Comment.State.SHOWN or not may_read(by, comment.discussion):
        return refuse(_("This comment is not shown."), RULES)
    if Report.objects.filter(comment=comment, account_id=by.account_id).exists():
        return refuse(_("You have reported this comment already."), RULES)
    moment = now()
    for most, within in REPORT_LIMITS:
        if Report.objects.filter(account_id=by.account_id, at__gt=moment - within).count() >= most:
            return refuse(_("You have reported a lot today. Please write to the town hall."), RULES)
    return allow(RULES)


def may_prepare_practice(by: Actor) -> Verdict:
    """The platform invents comments, and only in a training copy."""
    if by.is_system and current_municipality().is_training:
        return allow(RULES)
    return refuse(_("Comments are invented only in a training copy."))


def may_moderate(by: Actor) -> Verdict:
    """Case handlers, heads of units and web editors moderate."""
    if by.has_role(*MODERATORS):
        return allow(RULES)
    return refuse(_("Only moderators of the town hall can do this."), RULES)


def may_moderate_comment(by: Actor, comment: Comment) -> Verdict:
    """Moderators decide about comments of others."""
    allowed = may_moderate(by)
    if allowed and by.account_id is not None and comment.account_id == by.account_id:
        return refuse(_("Nobody moderates their own comment."), RULES)
    return allowed


def may_appeal(by: Actor, hiding: Hiding) -> Verdict:
    """The author of a hidden comment appeals once."""
    own = _is_author(by, hiding.comment)
    if not own:
        return own
    if hiding.appealed_at or hiding.undone_at:
        return refuse(_("There is nothing to appeal against, or you have appealed already."), RULES)
    return allow(SPEECH)


def may_decide_appeal(by: Actor, hiding: Hiding) -> Verdict:
    """A head of unit who neither hid nor wrote the comment decides."""
    if not by.has_role(str(Role.HEAD)):
        return refuse(_("Only the head of a unit can decide an appeal."), RULES)
    if by.account_id in (hiding.by_account_id, hiding.comment.account_id):
        return refuse(_("Somebody else must decide: you hid or wrote this comment."), RULES)
    if not hiding.appealed_at or hiding.decided_at or hiding.undone_at:
        return refuse(_("There is no open appeal here."), RULES)
    return allow(RULES)


def may_name_oneself(by: Actor) -> Verdict:
    """Anybody with an account chooses the name under which they write."""
    return allow(SPEECH) if by.is_signed_in else ask_to_sign_in()


def may_blank(by: Actor) -> Verdict:
    """Only the platform blanks comments, when their author's data was erased."""
    return allow(RULES) if by.is_system else refuse(_("The platform does this by itself."), RULES)


def has_agreed(by: Actor, comment: Comment) -> bool:
    """Whether this account agrees with a comment."""
    return by.is_signed_in and Agreement.objects.filter(comment=comment, account_id=by.account_id).exists()


def _has_written_a_lot(by: Actor) -> bool:
    """Whether an account has reached one of the limits; all of them are counted in one query."""
    moment = now()
    longest = max(within for _most, within in COMMENT_LIMITS)
    own = Comment.objects.filter(account_id=by.account_id, written_at__gt=moment - longest)
    counts = {
        f"limit_{number}": Count("pk", filter=Q(written_at__gt=moment - within))
        for number, (_most, within) in enumerate(COMMENT_LIMITS)
    }
    written = own.aggregate(**counts)
    return any(written[f"limit_{number}"] >= most for number, (most, _within) in enumerate(COMMENT_LIMITS))


def _is_author(by: Actor, comment: Comment) -> Verdict:
    if not by.is_signed_in:
        return ask_to_sign_in()
    if comment.account_id != by.account_id:
        return refuse(_("Only the author of a comment can do this."), RULES)
    return allow(SPEECH)
