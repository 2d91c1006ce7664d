"""Reading discussions: a page of comments for one reader, the moderators' queue, and the name one writes under."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)
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
#: What a page says of the hiding of a comment.
OF_HIDING = ("reason", "words", "appealed_at", "outcome", "outcome_words", "decided_at")


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
    """A page of comments with the answers to them, as this reader sees them; at most three queries for any number.

    The page is one of `page_of`.
    """
    top = list(comments)
    answers = Comment.objects.filter(_told_to(by), answers__in=top).exclude(state=State.WITHDRAWN)
    replies = list(page_of(answers.order_by("written_at", "id"), by))
    # most comments are never edited, and then nobody asks for what they said before
    prefetch_related_objects([one for one in (*top, *replies) if one.edited_at], "editions")
    of: dict[UUID, list[ShownComment]] = {}
    for reply in replies:
        of.setdefault(reply.answers_id, []).append(_shown(reply, by))  # type: ignore[arg-type]
    return [_shown(comment, by, of.get(comment.pk, ())) for comment in top]


def page_of(comments: QuerySet[Comment], by: Actor) -> QuerySet[Comment]:
    """Comments with what a page says about each to this reader: whether they agree, and why it is hidden now."""
    # a comment has one present hiding at most, so the join gives no comment twice
    present = FilteredRelation("hidings", condition=Q(hidings__undone_at__isnull=True))
    of_hiding = {f"hiding_{name}": F(f"present_hiding__{name}") for name in OF_HIDING}
    return comments.annotate(present_hiding=present, is_agreed=_is_agreed(by)).annotate(**of_hiding)


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
    chosen = PublicName.objects.filter(account_id=by.account_id).values_list("name", flat=True)
    present = Person.objects.filter(pk=by.person_id, erased_at__isnull=True)
    person = present.annotate(chosen_name=Subquery(chosen[:1])).first() if by.person_id else None
    if person is not None:
        name: str | None = person.chosen_name
        return person.full_name if name is None else name
    return (chosen.first() if by.is_signed_in else None) or ""


def _told_to(by: Actor) -> Q:
    told = Q(state__in=TOLD)
    return told | Q(state=State.WAITING, account_id=by.account_id) if by.is_signed_in else told


def _is_agreed(by: Actor) -> Exists | Value:
    if not by.is_signed_in:
        return Value(False, output_field=BooleanField())
    return Exists(Agreement.objects.filter(account_id=by.account_id, comment=OuterRef("pk")))


def _present_hiding(comment: Comment) -> Hiding | None:
    if comment.state != State.HIDDEN or not comment.hiding_reason:  # type: ignore[attr-defined]
        return None
    return Hiding(comment=comment, **{name: getattr(comment, f"hiding_{name}") for name in OF_HIDING})


def _shown(comment: Comment, by: Actor, replies: Iterable[ShownComment] = ()) -> ShownComment:
    is_own = by.is_signed_in and comment.account_id == by.account_id
    is_readable = comment.state == State.SHOWN or (is_own and comment.state == State.WAITING)
    return ShownComment(
        comment=comment,
        html=shown(comment.text) if is_readable else SafeString(""),
        is_own=is_own,
        is_agreed=comment.is_agreed,  # type: ignore[attr-defined]
        can_edit=is_own and comment.is_editable(),
        hiding=_present_hiding(comment),
        earlier=_earlier(comment) if is_readable else (),
        replies=tuple(replies),
    )


def _earlier(comment: Comment) -> tuple[SafeString, ...]:
    if not comment.edited_at:
        return ()
    return tuple(shown(edition.text) for edition in comment.editions.all())
