"""The way from the page of a public matter to what people say about it."""

from collections.abc import Sequence

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eroba.kernel.discussion.models import Comment, Discussion
from eroba.kernel.matters.models import Matter
from eroba.kernel.registry import Way
from eroba.kernel.tenancy.scope import current_municipality


def ways_to_discuss(matter: Matter) -> Sequence[Way]:
    """For the page of a public matter: its discussion with the number of comments, if its owner opened one."""
    shown = Count("comments", filter=Q(comments__state=Comment.State.SHOWN))
    found = Discussion.objects.filter(matter=matter).annotate(shown=shown).first()
    if found is None:
        return []
    here = {"municipality": current_municipality().slug, "number": matter.number}
    return [Way(title=_title(found.shown), address=reverse("discussion:discussion", kwargs=here))]


def _title(count: int) -> str:
    if not count:
        return _("Say what you think")
    words = ngettext("What people say: %(count)d comment", "What people say: %(count)d comments", count)
    return words % {"count": count}
