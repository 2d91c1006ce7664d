"""Reading discussions: a page of comments for one reader, the moderators' queue, and the name one writes under."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.safestring import SafeString

from eroba.kernel.actions import Actor
from eroba.kernel.discussion.models import Agreement, Comment, Discussion, Hiding, PublicName, Report
from eroba.kernel.discussion.text import shown
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Person

State = Comment.State
ORDERS = {
    "newest": ("-written_at", "-id"),
    "oldest": ("written_at", "id"),
    "agreed": ("-agree_count", "written_at", "id"),
}
NEWEST = "newest"
#: What everybody may know of; what waits is known to its author only.
TOLD = (State.SHOWN, State.HIDDEN, State.WITHDRAWN)


@dataclass(frozen=True)
class ShownComment:
    """One comment as one reader sees it."""

    comment: Comment
    html: SafeString
    is_own: bool
    is_agreed: bool
    can_edit: bool
    hiding: Hiding | None
    earlier: tuple[SafeString, ...]
    replies: tuple["ShownComment", ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether its words are there to read."""
        return self.comment.state == State.SHOWN or (self.is_own and self.comment.state == State.WAITING)


def discussion_on(matter: Matter) -> Discussion | None:
    """The discussion of a matter, if its owner opened one."""
    return Discussion.objects.filter(matter=matter).first()


def discussion_numbered(number: str) -> Discussion | None:
    """The discussion of the matter with a number."""
    return Discussion.objects.select_related("matter").filter(matter__number=number).first()


def comment_with(key: UUID) -> Comment | None:
    """One comment with its discussion and matter."""
    return Comment.objects.select_related("discussion__matter", "answers").filter(pk=key).first()


def top_comments(discussion: Discussion, by: Actor, *, order: str = NEWEST) -> QuerySet[Comment]:
    """The comments that answer nothing, in an order; withdrawn ones only where somebody answered them."""
    told = _told_to(by)
    answered = Comment.objects.filter(told, answers=OuterRef("pk")).exclude(state=State.WITHDRAWN)
    top = Comment.objects.filter(told, discussion=discussion, answers__isnull=True)
    return top.filter(~Q(state=State.WITHDRAWN) | Exists(answered)).order_by(
        *ORDERS.get(order, ORDERS[NEWEST])
    )


def with_replies(comments: Iterable[Comment], by: Actor) -> list[ShownComment]:
    """A page of comments with the answers to them, as this reader sees them; five queries for any number."""
    top = list(comments)
    replies = list(
        Comment.objects.filter(_told_to(by), answers__in=top)
        .exclude(state=State.WITHDRAWN)
        .order_by("written_at", "id")
        .prefetch_related("editions", _present_hidings())
    )
    agreed = _agreed_among([*top, *replies], by)
    of: dict[UUID, list[ShownComment]] = {}
    for reply in replies:
        of.setdefault(reply.answers_id, []).append(_shown(reply, by, agreed))  # type: ignore[arg-type]
    return [_shown(comment, by, agreed, of.get(comment.pk, ())) for comment in top]


def page_of(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Comments with all that a page says about each."""
    return comments.prefetch_related("editions", _present_hidings())


def published_comments(discussion: Discussion) -> QuerySet[Comment]:
    """What everybody may read, newest first, for feeds."""
    return Comment.objects.filter(discussion=discussion, state=State.SHOWN).order_by("-written_at", "-id")


def comments_to_moderate() -> QuerySet[Comment]:
    """What moderators have to look at, oldest first: waiting, reported, appealed."""
    open_reports = Report.objects.filter(comment=OuterRef("pk"), settled_at__isnull=True)
    return (
        Comment.objects.filter(Q(state=State.WAITING) | Exists(open_reports) | Exists(open_appeals()))
        .annotate(
            report_count=Count("reports", filter=Q(reports__settled_at__isnull=True)),
            is_appealed=Exists(open_appeals()),
        )
        .select_related("discussion__matter")
        .order_by("written_at", "id")
    )


def open_appeals() -> QuerySet[Hiding]:
    """Appeals nobody decided yet, of the comment outside."""
    return Hiding.objects.filter(
        comment=OuterRef("pk"), appealed_at__isnull=False, decided_at__isnull=True, undone_at__isnull=True
    )


def hiding_of(comment: Comment) -> Hiding | None:
    """Why a comment is hidden now."""
    return comment.hidings.filter(undone_at__isnull=True).select_related("comment").first()


def public_name_of(by: Actor) -> str:
    """The name under which somebody writes here: the chosen one, else the person's; empty when there is neither."""
    chosen = PublicName.objects.filter(account_id=by.account_id).first() if by.is_signed_in else None
    if chosen:
        return chosen.name
    person = Person.objects.filter(pk=by.person_id, erased_at__isnull=True).first() if by.person_id else None
    return person.full_name if person else ""


def _told_to(by: Actor) -> Q:
    told = Q(state__in=TOLD)
    return told | Q(state=State.WAITING, account_id=by.account_id) if by.is_signed_in else told


def _present_hidings() -> Prefetch:
    return Prefetch("hidings", Hiding.objects.filter(undone_at__isnull=True), to_attr="present_hidings")


def _agreed_among(comments: list[Comment], by: Actor) -> set[UUID]:
    if not by.is_signed_in:
        return set()
    mine = Agreement.objects.filter(account_id=by.account_id, comment__in=comments)
    return set(mine.values_list("comment_id", flat=True))


def _shown(
    comment: Comment, by: Actor, agreed: set[UUID], replies: Iterable[ShownComment] = ()
) -> ShownComment:
    is_own = by.is_signed_in and comment.account_id == by.account_id
    is_readable = comment.state == State.SHOWN or (is_own and comment.state == State.WAITING)
    return ShownComment(
        comment=comment,
        html=shown(comment.text) if is_readable else SafeString(""),
        is_own=is_own,
        is_agreed=comment.pk in agreed,
        can_edit=is_own and comment.is_editable(),
        hiding=next(iter(comment.present_hidings), None) if comment.state == State.HIDDEN else None,  # type: ignore[attr-defined]
        earlier=tuple(shown(edition.text) for edition in comment.editions.all()) if is_readable else (),
        replies=tuple(replies),
    )
