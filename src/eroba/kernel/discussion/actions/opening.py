"""Opening the discussion of a matter, and closing it before its day."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.discussion import facts, rules
from eroba.kernel.discussion.models import Discussion
from eroba.kernel.matters.models import Matter


@action(may=rules.may_open_discussion)
def open_discussion(
    by: Actor,
    *,
    matter: Matter,
    closes_at: datetime | None = None,
    moderation: str = "after",
) -> Done[Discussion]:
    """Let people discuss a public matter; a discussion that was closed is opened again."""
    if moderation not in Discussion.Moderation.values:
        raise BadInput(_("Choose when comments appear."))
    if closes_at is not None and closes_at <= now():
        raise BadInput(_("The discussion must close later than now."))
    wanted = {"closes_at": closes_at, "moderation": moderation}
    opened, is_new = Discussion.objects.get_or_create(matter=matter, defaults=wanted)
    was_open = opened.is_open() and not is_new
    if not is_new:
        opened.closes_at, opened.moderation = closes_at, moderation
        opened.save(update_fields=["closes_at", "moderation"])
    told = [] if was_open else [facts.DiscussionOpened(matter.pk)]
    return Done(opened, subject=matter, after=wanted, facts=told)


@action(may=rules.may_close_discussion)
def close_discussion(by: Actor, *, discussion: Discussion) -> Done[Discussion]:
    """End a discussion now; what was written stays."""
    matter = discussion.matter
    if not discussion.is_open():
        return Done(discussion, subject=matter)
    before = {"closes_at": discussion.closes_at}
    discussion.closes_at = now()
    discussion.save(update_fields=["closes_at"])
    after = {"closes_at": discussion.closes_at}
    return Done(
        discussion, subject=matter, before=before, after=after, facts=[facts.DiscussionClosed(matter.pk)]
    )
