"""What happens in a discussion, as sentences. What people wrote stays out.

Facts about single comments carry `about_id` instead of standing on the matter, whose timeline they would flood.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class DiscussionOpened(Fact):
    """A matter can be discussed."""

    name = "discussion.opened"
    sentence = _("The discussion was opened.")
    shown_to = "public"


@dataclass(frozen=True)
class DiscussionClosed(Fact):
    """A discussion was closed before its day."""

    name = "discussion.closed"
    sentence = _("The discussion was closed.")
    shown_to = "public"


@dataclass(frozen=True)
class CommentFact(Fact):
    """Something happened to one comment; `about_id` is the matter it is about."""

    about_id: UUID
    comment_id: UUID


@dataclass(frozen=True)
class CommentWaits(CommentFact):
    """A comment waits for a moderator."""

    name = "comment.waits"
    sentence = _("A comment waits for a moderator.")
    shown_to = "staff"


@dataclass(frozen=True)
class CommentPublished(CommentFact):
    """A comment appeared."""

    name = "comment.published"
    sentence = _("A comment was published.")
    shown_to = "public"

    answers_id: UUID | None = None


@dataclass(frozen=True)
class CommentReported(CommentFact):
    """Somebody reported a comment."""

    name = "comment.reported"
    sentence = _("A comment was reported to the moderators.")
    shown_to = "staff"


@dataclass(frozen=True)
class CommentHidden(CommentFact):
    """A moderator hid a comment."""

    name = "comment.hidden"
    sentence = _("A moderator hid a comment; the reason is public.")
    shown_to = "public"


@dataclass(frozen=True)
class CommentRestored(CommentFact):
    """A hidden comment is shown again."""

    name = "comment.restored"
    sentence = _("A hidden comment is shown again.")
    shown_to = "public"


@dataclass(frozen=True)
class CommentAppealed(CommentFact):
    """An author asks that hiding be looked at again."""

    name = "comment.appealed"
    sentence = _("The author of a hidden comment appealed.")
    shown_to = "staff"


@dataclass(frozen=True)
class CommentAppealRejected(CommentFact):
    """A comment stays hidden after an appeal."""

    name = "comment.appeal_rejected"
    sentence = _("After an appeal the comment stays hidden.")


ALL_FACTS = (
    DiscussionOpened,
    DiscussionClosed,
    CommentWaits,
    CommentPublished,
    CommentReported,
    CommentHidden,
    CommentRestored,
    CommentAppealed,
    CommentAppealRejected,
)
